import { classifyName, type SecretFamily } from './secret-names.js';

/** A value given to a name that speaks of a secret. */
export type Assignment = {
  readonly family: SecretFamily;
  readonly name: string;
  /** Offsets of the value, without quotes. */
  readonly start: number;
  readonly end: number;
  /** Whether the value stands in quotes, or fills an XML element. */
  readonly quoted: boolean;
  /**
   * How the two are joined: `=` and `:` with all their spellings, `space` for `--password v`,
   * `prose` for "the password is v", `call` for `define('PASSWORD', 'v')`.
   */
  readonly joint: 'assign' | 'space' | 'prose' | 'call';
};

/** Anchors. Whether the name really is one is told by classifyName; this only has to be fast. */
const keyword =
  /pass(?:w(?:or[dt]|d)|phrase|code)|pass(?![a-z])|pwd|kennwort|contrase(?:ñ|n)a|mot de passe|secret|token|api[-_. ]?key|(?:access|private|encryption|signing|master|account|subscription|license|storage|shared|hmac|app|service|session|admin|jwt|webhook|auth|security|hec|ingest|publish|deploy|rest|integration)[-_ ]?key|credential|bearer|authorization|auth(?![a-z])/gi;

const maxNameLeft = 40;
const maxNameRight = 30;
const maxValue = 512;
const nameCharacter = /[\w.-]/;

/** From the end of the name to its joint: closing quote or bracket, then blanks. */
const afterName = /(?:\\*["'`])?\]?\)?[ \t]{0,8}/y;
/** `: string =` of typed languages, then the operators; a single line break only after `=>`. */
const typedAssign =
  /:[ \t]*(?:&?'?static )?(?:&?str|string|char ?\*|const char ?\*|SecretStr)\??[ \t]*=[ \t]*/iy;
const assign = /(?::=|=>|\?=|\+?={1,3}|!={1,2}|:(?!:)|\|\|:)[ \t]{0,8}/y;
const call = /,[ \t]{0,4}(?=\\*["'])/y;
const attribute = /[ \t]+(?:value|content)[ \t]*=[ \t]*(?=\\*["'])/iy;
const element = />[ \t]*(?:<!\[CDATA\[)?/y;
const prose =
  /(?:[ \t]+(?:is|was|are|to|as|will be|has been (?:set|changed|reset) to|set to|changed to|lautet|ist|es|est)[ \t]*:?[ \t]+)/iy;
const blank = /[ \t]+/y;
const scheme = /(?:Bearer|Basic|Token|ApiKey|Api-Key|SharedKey|Negotiate|SSWS|GenieKey)[ \t]+/iy;
const stringPrefix = /(?:[rbuf@LN]|\$)?(\\*)(["'`])/y;
/** What an unquoted value is made of: it ends before blanks, quotes, brackets, separators and escapes. */
const bareValue = /[^\s"'`<>()[\]{},;&|\\]+/y;
/** The same where the line is nothing but the assignment, as in .env files and YAML. */
const lineValue = /[^\s"'`<>]+(?=[ \t]*(?:\r?\n|$|#))/y;

/** All of them in the text, left to right. */
export function findAssignments(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  keyword.lastIndex = 0;
  let lastEnd = -1;
  for (let match = keyword.exec(text); match !== null; match = keyword.exec(text)) {
    const from = match.index;
    const to = from + match[0].length;
    // `secret` within a value that was just taken is no name of its own.
    if (from < lastEnd) continue;
    const assignment = readAssignment(text, from, to);
    if (assignment === undefined) continue;
    found.push(assignment);
    lastEnd = assignment.end;
    keyword.lastIndex = Math.max(to, assignment.end);
  }
  return found;
}

function readAssignment(text: string, from: number, to: number): Assignment | undefined {
  let left = from;
  while (left > from - maxNameLeft && nameCharacter.test(text.charAt(left - 1))) left -= 1;
  // `\npassword=` in JSON text: the n belongs to the escape.
  if (text.charCodeAt(left - 1) === 92 && /[nrtbf]/.test(text.charAt(left)) && left < from)
    left += 1;
  let right = to;
  while (right < to + maxNameRight && /[\w-]/.test(text.charAt(right))) right += 1;
  const name = text.slice(left, right);
  const family = classifyName(name);
  if (family === undefined) return undefined;
  const joint = readJoint(text, left, right, name);
  if (joint === undefined) return undefined;
  const ownsLine = joint.kind === 'assign' && startsLine(text, left);
  const value = readValue(text, joint.end, joint.kind === 'element', ownsLine);
  if (value === undefined) return undefined;
  const kind = joint.kind === 'element' ? 'assign' : joint.kind;
  return { family, name, ...value, joint: kind };
}

type Joint = { kind: Assignment['joint'] | 'element'; end: number };

function readJoint(text: string, left: number, right: number, name: string): Joint | undefined {
  const joint = matchAt(afterName, text, right) ?? right;
  const wasQuoted = joint > right && /["'`]/.test(text.slice(right, joint));
  const opened = text.charAt(left - 1) === '<' && text.charAt(right) === '>';
  if (opened) return { kind: 'element', end: matchAt(element, text, right) ?? right };
  const assigned = matchAt(typedAssign, text, joint) ?? matchAt(assign, text, joint);
  if (assigned !== undefined) return { kind: 'assign', end: assigned };
  if (wasQuoted) {
    const isArgument = /\(\s*\\*["'`]$/.test(text.slice(Math.max(0, left - 12), left));
    const given =
      (isArgument ? matchAt(call, text, joint) : undefined) ??
      matchAt(attribute, text, joint - trailingBlanks(text, joint));
    return given === undefined ? undefined : { kind: 'call', end: given };
  }
  if (/^--?\w/.test(name) || /^(?:bearer)$/i.test(name)) {
    const end = matchAt(blank, text, right);
    return end === undefined ? undefined : { kind: 'space', end };
  }
  const said = matchAt(prose, text, right);
  if (said !== undefined) return { kind: 'prose', end: said };
  // SQL: CREATE USER u PASSWORD 'v'.
  const quotedNext = /^(?:PASSWORD|password)$/.test(name)
    ? matchAt(/[ \t]+(?=')/y, text, right)
    : undefined;
  return quotedNext === undefined ? undefined : { kind: 'call', end: quotedNext };
}

/** Whether only blanks, a dash of YAML or `export` stand before it on its line. */
function startsLine(text: string, left: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', left - 1) + 1, left - 24), left);
  return /^[ \t]*(?:- |export |set |ENV |-e )?$/.test(line);
}

function trailingBlanks(text: string, end: number): number {
  let count = 0;
  while (/[ \t]/.test(text.charAt(end - 1 - count))) count += 1;
  return count;
}

function readValue(
  text: string,
  start: number,
  isElement: boolean,
  ownsLine: boolean,
): { start: number; end: number; quoted: boolean } | undefined {
  if (isElement) {
    const end = text.indexOf('<', start);
    const close = text.slice(start, end).trimEnd();
    if (end < 0 || end - start > maxValue || close.includes('\n')) return undefined;
    return { start, end: start + close.replace(/\]\]>?$/, '').length, quoted: true };
  }
  const begin = matchAt(scheme, text, start) ?? start;
  stringPrefix.lastIndex = begin;
  const quote = stringPrefix.exec(text);
  if (quote !== null) {
    const open = `${quote[1] ?? ''}${quote[2] ?? ''}`;
    const inner = stringPrefix.lastIndex;
    const valueStart = matchAt(scheme, text, inner) ?? inner;
    const end = closingQuote(text, valueStart, open);
    return end === undefined ? undefined : { start: valueStart, end, quoted: true };
  }
  const end =
    (ownsLine ? matchAt(lineValue, text, begin) : undefined) ?? matchAt(bareValue, text, begin);
  if (end === undefined || end - begin > maxValue) return undefined;
  const punctuation = ownsLine ? (/[;,]+$/.exec(text.slice(begin, end))?.[0].length ?? 0) : 0;
  return { start: begin, end: end - punctuation, quoted: false };
}

/** The closing quote of the same nesting: `\"` closes `\"`, and `\\\"` within is part of the value. */
function closingQuote(text: string, start: number, open: string): number | undefined {
  const depth = open.length - 1;
  const quote = open.charAt(depth);
  const limit = Math.min(text.length, start + maxValue);
  for (let at = start; at < limit; at += 1) {
    const character = text.charAt(at);
    if (character === '\n') return undefined;
    if (character !== quote) continue;
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 92 && at - 1 - backslashes >= start)
      backslashes += 1;
    if (backslashes <= depth) return at - backslashes;
  }
  return undefined;
}

function matchAt(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}
