import { defineGuardrail, type Report } from '../detect/guardrail.js';
import { matchesOf } from '../detect/matches-of.js';

/** RFC 7468 and similar formats, with the words that OpenSSL, OpenSSH, GnuPG and ssh.com write. */
const beginLine =
  /-{4,5} ?BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|ANY|SSH2 ENCRYPTED) )?(?:PRIVATE KEY|PGP PRIVATE KEY BLOCK) ?-{4,5}/g;
const endLine = /-{4,5} ?END [A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)? ?-{4,5}/;
/** A header or base64, after a BEGIN line whose END line is missing, and what is between two of them. */
const keyLine = /(?:Proc-Type|DEK-Info|Version|Comment): [^\n\\]{0,120}|[A-Za-z0-9+/=]{20,}/y;
const betweenKeyLines = /(?:\\+[nrt]|[\s"'+>|,#*]|\d{1,6}[→:])*/y;
/** The longest key: RSA 16384 has 12,700 characters, and up to twice as many with line breaks and quotes. */
const maxBody = 40_000;
/** Ed25519 in PKCS #8 has 64 characters of base64. */
const minBody = 40;
const ageKey = /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}/g;
const puttyKey =
  /Private-Lines: \d{1,3}\r?\n[ \t]{0,12}(?<body>(?:[ \t]{0,12}[A-Za-z0-9+/=]{4,64}(?:\r?\n|$))+)/g;
/** A whole PEM file in base64, as secrets of Kubernetes hold it; perhaps in lines. */
const encodedPem = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{20,}(?:\r?\n[ \t]{0,12}[A-Za-z0-9+/]{20,})*={0,2}/g;
const xmlKey = /<(D|P|Q|DP|DQ|InverseQ)>\s*(?<body>[A-Za-z0-9+/=]{40,})\s*<\/\1>/g;
const jwkPart = /"(?:d|p|q|dp|dq|qi)"\s*:\s*"(?<body>[A-Za-z0-9_-]{40,})"/g;

/**
 * Private keys. Only the body is replaced, so the model still sees that the file is a key. Not matched: public keys,
 * certificates, and code that only contains the BEGIN and END lines.
 */
export const privateKey = defineGuardrail({
  id: 'private_key',
  name: 'Private keys',
  description: 'PEM, OpenSSH, PGP, PuTTY, age, JWK and XML private keys',
  group: 'credentials',
  priority: 10,
  tokenPrefix: 'cgpem',
  keywords: {
    privateKey: {
      words: 'PRIVATE KEY|LS0tLS1CRUdJTi|AGE-SECRET-KEY-1|Private-Lines:|<RSAKeyValue>|"kty"'.split(
        '|',
      ),
    },
  },
  find({ text, places }, report) {
    if (!places.has('privateKey')) return;
    if (text.includes('PRIVATE KEY')) findPem(text, report);
    if (text.includes('LS0tLS1CRUdJTi')) findEncoded(text, report);
    if (text.includes('AGE-SECRET-KEY-1')) reportAll(text, ageKey, report);
    if (text.includes('Private-Lines:')) reportAll(text, puttyKey, report);
    if (text.includes('<RSAKeyValue>')) reportAll(text, xmlKey, report);
    if (text.includes('"kty"')) reportAll(text, jwkPart, report);
  },
});

function findPem(text: string, report: Report): void {
  beginLine.lastIndex = 0;
  for (let begin = beginLine.exec(text); begin !== null; begin = beginLine.exec(text)) {
    const from = beginLine.lastIndex;
    const nextBegin = text.indexOf('BEGIN ', from);
    const limit = Math.min(from + maxBody, nextBegin < 0 ? text.length : nextBegin);
    const end = endLine.exec(text.slice(from, limit));
    const to = end === null ? endOfKeyLines(text, from) : from + end.index;
    const start = skipFilling(text, from, to);
    const stop = trimFilling(text, start, to);
    if (stop > start && isKeyMaterial(text.slice(start, stop))) report(start, stop);
    beginLine.lastIndex = Math.max(from, stop);
  }
}

/** Characters between the lines of a key: white space, escaped line breaks, quotes, `+` of code, `>` and `|`. */
const filling = /[\s"'+>|,;#*\\]/;

function skipFilling(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    if (/[nrt]/.test(text.charAt(at)) && text.charAt(at - 1) === '\\') at += 1;
    else if (filling.test(text.charAt(at))) at += 1;
    else break;
  }
  return at;
}

function trimFilling(text: string, start: number, to: number): number {
  let end = to;
  while (end > start) {
    if (/[nrt]/.test(text.charAt(end - 1)) && text.charAt(end - 2) === '\\') end -= 2;
    else if (filling.test(text.charAt(end - 1))) end -= 1;
    else break;
  }
  return end;
}

function endOfKeyLines(text: string, from: number): number {
  const limit = Math.min(text.length, from + maxBody);
  let end = from;
  while (end < limit) {
    betweenKeyLines.lastIndex = end;
    betweenKeyLines.test(text);
    keyLine.lastIndex = betweenKeyLines.lastIndex;
    if (!keyLine.test(text)) break;
    end = keyLine.lastIndex;
  }
  return end;
}

/** Whether it is mostly base64 and long enough; not dots, asterisks or a sentence. */
function isKeyMaterial(body: string): boolean {
  const plain = body
    .replace(/(?:Proc-Type|DEK-Info|Version|Comment|Hash): [^\n\\]*/g, '')
    .replace(/\\+[nrt]|[\s"'+>|,;#*\\]/g, '');
  const base64 = plain.replace(/[^A-Za-z0-9+/=]/g, '').length;
  return base64 >= minBody && base64 >= plain.length * 0.9 && !/(.)\1{15}/.test(plain);
}

/** The decoded first line shows whether it is a key or a certificate. */
function findEncoded(text: string, report: Report): void {
  for (const { index, 0: whole } of matchesOf(encodedPem, text)) {
    const begin = Buffer.from(whole.slice(0, 80), 'base64').toString('latin1');
    if (/^-----BEGIN [A-Z ]*PRIVATE KEY/.test(begin) && whole.length >= 100)
      report(index, index + whole.length);
  }
}

function reportAll(text: string, expression: RegExp, report: Report): void {
  for (const match of matchesOf(expression, text)) {
    const body = (match.groups?.['body'] ?? match[0]).trimEnd();
    const start = match.index + match[0].indexOf(body);
    report(start, start + body.length);
  }
}
