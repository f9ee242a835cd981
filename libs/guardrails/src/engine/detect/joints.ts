/**
 * How a name and its value are joined: `assign` for `=` and `:` with all their spellings, `space` for
 * `--password v`, `prose` for "the password is v", `call` for `define('PASSWORD', 'v')`.
 */
export type JointKind = 'assign' | 'space' | 'prose' | 'call';

/** `end`: where the value begins, quotes included. */
export type Joint = {
  readonly kind: JointKind;
  readonly end: number;
  readonly isElement?: boolean;
};

export type ValueSpan = { readonly start: number; readonly end: number; readonly quoted: boolean };

const maxValue = 512;
/** From the end of the name to its joint: closing quote or bracket, then blanks. */
const afterName = /(?:\\*["'`])?\]?\)?/y;
const blanks = /[ \t]{0,8}/y;
/** `: string =` of typed languages. */
const typedAssign =
  /:[ \t]*(?:&?'?static )?(?:&?str|string|char ?\*|const char ?\*|SecretStr)\??[ \t]*=[ \t]*/iy;
const assign = /(?::=|=>|\?=|\+?={1,3}|!={1,2}|:(?!:)|\|\|:|(?:\|\||\?\?|&&)=)[ \t]{0,8}/y;
const call = /[ \t]{0,8},[ \t]{0,4}(?=\\*["'])/y;
const attribute = /[ \t]+(?:value|content)[ \t]*=[ \t]*(?=\\*["'])/iy;
const element = />[ \t]*(?:<!\[CDATA\[)?/y;
const prose =
  /[ \t]+(?:(?:for|of|to) (?:[\w.@'-]{1,24} ){1,4}?)?(?:is|was|are|to|as|will be|has been (?:set|changed|reset) to|set to|changed to|lautet|ist|es|est)[ \t]*:?[ \t]+/iy;
const blank = /[ \t]+/y;
/** `PASSWORD 'v'` of SQL. */
const blankBeforeQuote = /[ \t]+(?=')/y;
const scheme = /(?:Bearer|Basic|Token|ApiKey|Api-Key|SharedKey|Negotiate|SSWS|GenieKey)[ \t]+/iy;
const stringPrefix = /(?:[rbuf@LN]|\$)?(\\*)(["'`])/y;
/** What an unquoted value is made of: it ends before blanks, quotes, brackets, separators, escapes. */
const bareValue = /[^\s"'`<>()[\]{},;&|\\]{1,513}/y;
/** The same where the line is nothing but the assignment, as in .env files and YAML. */
const lineValue = /[^\s"'`<>]{1,513}(?=[ \t]{0,8}(?:\r?\n|$|#))/y;

/** The joint behind the name from `left` to `right`; undefined when no value is given to it. */
export function readJoint(text: string, left: number, right: number): Joint | undefined {
  if (text.charAt(left - 1) === '<' && text.charAt(right) === '>') {
    const end = matchAt(element, text, right) ?? right;
    return { kind: 'assign', end, isElement: true };
  }
  const closed = matchAt(afterName, text, right) ?? right;
  const joint = matchAt(blanks, text, closed) ?? closed;
  const assigned = matchAt(typedAssign, text, joint) ?? matchAt(assign, text, joint);
  if (assigned !== undefined) return { kind: 'assign', end: assigned };
  const isQuoted = /["'`]/.test(text.slice(right, closed));
  return isQuoted ? readArgument(text, left, closed) : readWords(text, left, right);
}

/** `define('NAME', 'v')` and `name="NAME" value="v"`. */
function readArgument(text: string, left: number, closed: number): Joint | undefined {
  const isArgument = /\(\s*\\*["'`]$/.test(text.slice(Math.max(0, left - 12), left));
  const given = isArgument ? matchAt(call, text, closed) : undefined;
  const end = given ?? matchAt(attribute, text, closed);
  return end === undefined ? undefined : { kind: 'call', end };
}

/** `--name v`, `name is v`, `PASSWORD 'v'`. */
function readWords(text: string, left: number, right: number): Joint | undefined {
  const name = text.slice(left, right);
  if (/^--?\w|^bearer$/i.test(name)) {
    const end = matchAt(blank, text, right);
    return end === undefined ? undefined : { kind: 'space', end };
  }
  const said = matchAt(prose, text, right);
  if (said !== undefined) return { kind: 'prose', end: said };
  const quoted = /^password$/i.test(name) ? matchAt(blankBeforeQuote, text, right) : undefined;
  return quoted === undefined ? undefined : { kind: 'call', end: quoted };
}

/** The content of an XML element, on one line. */
export function readElement(text: string, start: number): ValueSpan | undefined {
  const end = text.indexOf('<', start);
  if (end < 0 || end - start > maxValue) return undefined;
  const content = text.slice(start, end).trimEnd();
  if (content.includes('\n')) return undefined;
  return { start, end: start + content.replace(/\]\]>?$/, '').length, quoted: true };
}

/** The value at `start`; `ownsLine` when nothing else stands on the line before the name. */
export function readValue(text: string, start: number, ownsLine: boolean): ValueSpan | undefined {
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
  const whole = ownsLine ? matchAt(lineValue, text, begin) : undefined;
  const end = whole ?? matchAt(bareValue, text, begin);
  if (end === undefined || end - begin > maxValue) return undefined;
  const punctuation = /[;,]+$/.exec(text.slice(begin, end))?.[0].length ?? 0;
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
    const backslashes = backslashesBefore(text, at, start);
    if (backslashes <= depth) return at - backslashes;
  }
  return undefined;
}

function backslashesBefore(text: string, at: number, start: number): number {
  let count = 0;
  while (at - 1 - count >= start && text.charCodeAt(at - 1 - count) === 92) count += 1;
  return count;
}

function matchAt(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}
