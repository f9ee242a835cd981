import { contextBefore } from '../detect/boundaries.js';
import { defineGuardrail } from '../detect/guardrail.js';
import { fileEndings, longTopLevelDomains } from './top-level-domains.js';

/** RFC 5321: at most 64 octets before the at sign, 254 in all. */
const maxLocal = 64;
const maxDomain = 189;
/** The usual characters of atext (RFC 5322), and letters with accents (RFC 6531). */
const localCharacter = /[A-Za-z0-9._%+'\u00C0-\u024F-]/;
const domainShape =
  /(?:[A-Za-z0-9\u00C0-\u024F](?:[A-Za-z0-9\u00C0-\u024F-]{0,61}[A-Za-z0-9\u00C0-\u024F])?\.)+(?:[A-Za-z]{2,24}|xn--[a-z0-9-]{2,59})/y;
/** The at sign, and how URLs, JSON and HTML may write it. */
const atSigns = ['at', 'encodedAt'] as const;
/** Mailboxes of programs, not of people. */
const machines =
  /^(?:git|hg|svn|ec2-user|ubuntu|centos|vagrant|root|www-data|nobody|mailer-daemon|notifications?)$|(?:^|[-._+])(?:no|do-?not|dont)[-._]?reply(?:$|[-._+])/i;
const machineDomains = /(?:^|\.)(?:users\.noreply\.github\.com$|noreply\.|cg\.test$)/i;

/**
 * E-mail addresses. Not matched: accounts of programs (`git@host`, noreply), packages at a version,
 * image densities, systemd units, symbols at a version, expressions for addresses, user info of URLs,
 * Message-IDs, ssh and shell prompts.
 */
export const email = defineGuardrail({
  id: 'email',
  name: 'E-mail addresses',
  description: 'Addresses of people, also in mailto: links and percent-encoded',
  group: 'pii',
  priority: 40,
  tokenPrefix: 'cgm',
  keywords: {
    encodedAt: { words: '%40|\\u0040|&#64;'.split('|') },
  },
  shapes: ['at'],
  find({ text, places }, report) {
    for (const sign of atSigns) {
      const { starts, ends } = places.of(sign);
      for (const [index, at] of starts.entries()) {
        const domainStart = ends[index] ?? at;
        const end = endOfDomain(text, domainStart);
        const start = end === undefined ? undefined : startOfLocal(text, at);
        if (start === undefined || end === undefined) continue;
        if (isPersonal(text, start, at, domainStart, end)) report(start, end);
      }
    }
  },
});

function startOfLocal(text: string, at: number): number | undefined {
  let start = at;
  while (start > at - maxLocal - 1 && localCharacter.test(text.charAt(start - 1))) start -= 1;
  const local = text.slice(start, at);
  // The rest of an escape at the front: \n, \u0027, %3D.
  const before = text.charCodeAt(start - 1);
  let skip = 0;
  if (before === 92) skip = /^u[0-9a-f]{4}|^x[0-9a-f]{2}|^[nrtbf]/i.exec(local)?.[0].length ?? 0;
  const encoded = /^.*%[0-9A-F]{2}/i.exec(local);
  if (encoded !== null) skip = encoded[0].length;
  skip += /^['.%-]*/.exec(local.slice(skip))?.[0].length ?? 0;
  start += skip;
  const clean = text.slice(start, at);
  const isValid = clean.length > 0 && clean.length <= maxLocal && !/^[.+]|[.+'-]$|\.\./.test(clean);
  return isValid ? start : undefined;
}

function endOfDomain(text: string, from: number): number | undefined {
  domainShape.lastIndex = from;
  const domain = domainShape.exec(text.length > from + 400 ? text.slice(0, from + 400) : text)?.[0];
  if (domain === undefined || domain.length > maxDomain) return undefined;
  return from + withoutFileEnding(domain).length;
}

/** The domain in the name of a file, such as `jane@corp.com.pdf`. */
function withoutFileEnding(domain: string): string {
  const labels = domain.split('.');
  const isFile = labels.length > 2 && fileEndings.has(labels.at(-1)?.toLowerCase() ?? '');
  return isFile ? labels.slice(0, -1).join('.') : domain;
}

function isPersonal(
  text: string,
  start: number,
  at: number,
  domainStart: number,
  end: number,
): boolean {
  const local = text.slice(start, at);
  const domain = text.slice(domainStart, end);
  const labels = domain.toLowerCase().split('.');
  const top = labels.at(-1) ?? '';
  if (
    !isTopLevel(top, domain) ||
    /^[23]x$/.test(labels[0] ?? '') ||
    /^v?\d+$/.test(labels[0] ?? '')
  ) {
    if (!/^\d+$/.test(labels[0] ?? '') || !longTopLevelDomains.has(top)) return false;
  }
  if (machines.test(local) || machineDomains.test(domain)) return false;
  return !isSurroundedByCode(text, start, end) && !isMessageId(text, start, local);
}

function isTopLevel(top: string, domain: string): boolean {
  if (fileEndings.has(top)) return false;
  // No domain is written like `Module.Class`.
  if (/[a-z][A-Z]|\.[A-Z][a-z]/.test(domain)) return false;
  return top.length === 2 || top.startsWith('xn--') || longTopLevelDomains.has(top);
}

function isSurroundedByCode(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (before === '@' || before === '$' || after === '@' || after === '(' || after === '_')
    return true;
  if (/[\w-]/.test(after)) return true;
  const line = contextBefore(text, start, 160);
  const word = lastWordOf(line);
  // User info of a URL: there is nothing else between the slashes and the address.
  if (/(?:^|[:(=[])\/\/[^/]*$/.test(word) || word.includes('jdbc:')) return true;
  if (sshCommand.test(line)) return true;
  // me@host.example.com:~$
  return /^:[~/][^\s]{0,64}[$#%>]/.test(text.slice(end, end + 70));
}

/** @maxLength 160 */
const sshCommand =
  /(?:^|[\s|;&`"'(])(?:ssh|scp|sftp|rsync|mosh|autossh)\s(?:-\S+\s(?:[^-\s]\S*\s)?){0,4}$/;

/** @maxLength 120 */
const messageIdHeader = /(?:message-id|in-reply-to|references|content-id):\s*(?:<[^>]*>\s*)*<$/;

/** A loop, because an expression would start again at each character of the line. */
function lastWordOf(line: string): string {
  let start = line.length;
  while (start > 0 && !/[\s"'`<>]/.test(line.charAt(start - 1))) start -= 1;
  return line.slice(start);
}

/** `<20250611.1@mx.example>` is the id of a message, not a mailbox. */
function isMessageId(text: string, start: number, local: string): boolean {
  if (text.charAt(start - 1) !== '<') return false;
  if (messageIdHeader.test(contextBefore(text, start, 120))) return true;
  return (local.match(/\d/g)?.length ?? 0) >= 8 && /[.$-]/.test(local);
}
