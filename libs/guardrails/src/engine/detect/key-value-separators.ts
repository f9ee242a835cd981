/**
 * What is between a name and its value. `assign`: `=`, `:` and their variants. `space`: `--password v`. `call`:
 * `define('PASSWORD', 'v')`. In sentences: `prose` for "the password is v", `label` for "password for joe: v", and
 * `apposition` for "the password v", which is the least reliable.
 */
export type SeparatorKind = 'assign' | 'space' | 'call' | 'prose' | 'label' | 'apposition';

/** Whether name and value are in a sentence. */
export function isSaid(kind: SeparatorKind): boolean {
  return kind === 'prose' || kind === 'label' || kind === 'apposition';
}

/** `end`: where the value begins, with its quotes. */
export type Separator = {
  readonly kind: SeparatorKind;
  readonly end: number;
  readonly isElement?: boolean;
};

export type ValueSpan = { readonly start: number; readonly end: number; readonly quoted: boolean };

const maxValue = 512;
/** Between the name and its separator: closing quote or bracket. */
const afterName = /(?:\\*["'`])?\]?\)?/y;
/** Values are often aligned in a column. */
const blanks = /[ \t]{0,40}/y;
/** `: string =` of typed languages. */
const typedAssign =
  /:[ \t]*(?:&?'?static )?(?:&?str|string|char ?\*|const char ?\*|SecretStr)\??[ \t]*=[ \t]*/iy;
const assign = /(?::=|=>|\?=|\+?={1,3}|!={1,2}|:(?!:)|\|\|:|(?:\|\||\?\?|&&)=)[ \t]{0,40}/y;
/** `${NAME:-v}` of shells and Compose. After `:?` and `:+` there is no value. */
const fallback = /:?[-=]/y;
const call = /[ \t]{0,8},[ \t]{0,4}(?=\\*["'])/y;
const attribute = /[ \t]+(?:value|content)[ \t]*=[ \t]*(?=\\*["'])/iy;
const laterAttribute = /[^<>\n]{1,80}?[ \t](?:value|content)[ \t]*=[ \t]*(?=\\*["'])/iy;
const elementOfAttribute = /[^<>\n]{0,80}(?=>[^<>\n]{1,200}<)/y;
const element = />[ \t]*(?:<!\[CDATA\[)?/y;
/** `"key": "password", "value": "v"`, and the two lines of YAML. */
const valueMember =
  /,?[ \t]{0,4}(?:(?:\r?\n|\\n)[ \t]{0,24})?\\*["']?value\\*["']?[ \t]*[:=][ \t]*/iy;
const keyMember = /(?:key|name)\\*["']?[ \t]*[:=][ \t]*\\*["']?$/i;
/** `the password for the wifi is v`, in several languages. */
const prose =
  /[ \t]+(?:(?:for|of|to|in|on|at|from|für|von|vom|zum|zur|des|der|im|am|de|del|da|do|du|pour|per|di|voor|van|till|til)(?: (?:[^\s:=;,."]|\.(?=\w)){1,24}){1,5}? )?(?:is|was|are|to|as|will be|should be|has been (?:set|changed|reset) to|set to|changed to|lautet|ist|war|es|est|è|é|era|är|er|jest)(?: (?:now|still|just|currently|again|jetzt|nun|noch|ahora|maintenant|nu|adesso|ora|agora))?(?:[ \t]+(?::[ \t]+)?|:[ \t]+)/iy;
/** `mot de passe provisoire : v`, `password for joe: v`. */
const labelled = /(?:[ \t]+[^\s:=;,."'`{}[\]<>]{1,24}){1,5}[ \t]?:[ \t]+/y;
/** Names whose value follows a space: `--password`, and settings of Redis and LDAP. */
const option = /^--?\w|^(?:bearer|requirepass|bindpw|rootpw|wpa_passphrase)$/i;
const blank = /[ \t]+/y;
const oneBlank = / (?! )/y;
/** `PASSWORD 'v'` of SQL, `#define PASSWORD "v"`, `password { "v" }`. */
const blankBeforeQuote = /[ \t]+(?:\{[ \t]*)?(?=["'])/y;
const scheme = /(?:Bearer|Basic|Token|ApiKey|Api-Key|SharedKey|Negotiate|SSWS|GenieKey)[ \t]+/iy;
const stringPrefix = /(?:[rbuf@LN]|\$)?(\\*)(["'`])/y;
/** An unquoted value: it ends before a space, quote, bracket, separator or escape. */
const bareValue = /[^\s"'`<>()[\]{},;&|\\]{1,513}/y;
/** In a sentence it continues to the next space. */
const saidValue = /[^\s"'`<>\\]{1,513}/y;
const typographic = /[“„«‚‘][^\n“„«»”’]{1,128}(?=[”“»’])/y;
/** An unquoted value on a line that contains nothing but the assignment, as in .env files and YAML. */
const lineValue = /[^\s"'`<>]{1,513}(?=[ \t]{0,8}(?:\r?\n|$|#))/y;

/**
 * The separator after the name from `left` to `right`; undefined when the name has no value.
 *
 * @param maySay whether name and value may be in a sentence
 */
export function readSeparator(
  text: string,
  left: number,
  right: number,
  maySay: boolean,
): Separator | undefined {
  if (text.charAt(left - 1) === '{' && text.charAt(left - 2) === '$') {
    const end = matchAt(fallback, text, right);
    return end === undefined ? undefined : { kind: 'assign', end };
  }
  if (text.charAt(left - 1) === '<' && text.charAt(right) === '>') {
    const end = matchAt(element, text, right) ?? right;
    return { kind: 'assign', end, isElement: true };
  }
  const closed = matchAt(afterName, text, right) ?? right;
  const start = matchAt(blanks, text, closed) ?? closed;
  const assigned = matchAt(typedAssign, text, start) ?? matchAt(assign, text, start);
  if (assigned !== undefined) return { kind: 'assign', end: assigned };
  const member = matchAt(valueMember, text, closed);
  if (member !== undefined && keyMember.test(text.slice(Math.max(0, left - 16), left)))
    return { kind: 'assign', end: member };
  const isQuoted = /["'`]/.test(text.slice(right, closed));
  return isQuoted ? readArgument(text, left, closed) : readWords(text, left, right, maySay);
}

/** `define('NAME', 'v')` and `name="NAME" value="v"`. */
function readArgument(text: string, left: number, closed: number): Separator | undefined {
  const isArgument = /\(\s*\\*["'`]$/.test(text.slice(Math.max(0, left - 12), left));
  const given = isArgument ? matchAt(call, text, closed) : undefined;
  const end = given ?? matchAt(attribute, text, closed);
  if (end !== undefined) return { kind: 'call', end };
  if (!/\b(?:name|key|id)=["']$/i.test(text.slice(Math.max(0, left - 6), left))) return undefined;
  const later = matchAt(laterAttribute, text, closed);
  if (later !== undefined) return { kind: 'call', end: later };
  const opened = matchAt(elementOfAttribute, text, closed);
  return opened === undefined ? undefined : { kind: 'call', end: opened + 1, isElement: true };
}

/** `--name v`, `name is v`, `PASSWORD 'v'`. */
function readWords(
  text: string,
  left: number,
  right: number,
  maySay: boolean,
): Separator | undefined {
  const name = text.slice(left, right);
  if (option.test(name)) {
    const end = matchAt(blank, text, right);
    return end === undefined ? undefined : { kind: 'space', end };
  }
  const first = text.charCodeAt(right);
  if (first !== 32 && first !== 9) return undefined;
  if (!maySay) {
    // Markdown: the API key `v`.
    return text.charCodeAt(right + 1) === 96 ? { kind: 'call', end: right + 1 } : undefined;
  }
  return readSentence(text, left, right);
}

function readSentence(text: string, left: number, right: number): Separator | undefined {
  const name = text.slice(left, right);
  const said = matchAt(prose, text, right);
  if (said !== undefined) {
    const isVerb = /^pass$/i.test(name) && /(?:^| )(?:to|as)\s+$/.test(text.slice(right, said));
    return isVerb ? undefined : { kind: 'prose', end: said };
  }
  const quoted = matchAt(blankBeforeQuote, text, right);
  if (quoted !== undefined) {
    const isCode =
      /#define $/.test(text.slice(left - 8, left)) || text.slice(right, quoted).includes('{');
    const isSql = /^password$/i.test(name) && text.charAt(quoted) === "'";
    return { kind: isCode || isSql ? 'call' : 'apposition', end: quoted };
  }
  // `method=password mfa=true` of a log is not a sentence.
  if (!/^$|[\s("'“„,]/.test(text.charAt(left - 1)) || /^pass$|[_-]/i.test(name)) return undefined;
  const end = matchAt(labelled, text, right);
  if (end !== undefined) return { kind: 'label', end };
  const next = matchAt(oneBlank, text, right);
  return next === undefined ? undefined : { kind: 'apposition', end: next };
}

/** The content of an XML element, on one line. */
export function readElement(text: string, start: number): ValueSpan | undefined {
  const end = text.indexOf('<', start);
  if (end < 0 || end - start > maxValue) return undefined;
  const content = text.slice(start, end).trimEnd();
  if (content.includes('\n')) return undefined;
  return { start, end: start + content.replace(/\]\]>?$/, '').length, quoted: true };
}

/** The value at an offset. @param ownsLine whether there is nothing before the name on its line */
export function readValue(
  text: string,
  start: number,
  kind: SeparatorKind,
  ownsLine: boolean,
): ValueSpan | undefined {
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
  if (isSaid(kind)) {
    const closed = matchAt(typographic, text, begin);
    if (closed !== undefined) return { start: begin + 1, end: closed, quoted: true };
  }
  const whole = ownsLine ? matchAt(lineValue, text, begin) : undefined;
  const end = whole ?? matchAt(isSaid(kind) ? saidValue : bareValue, text, begin);
  if (end === undefined || end - begin > maxValue) return undefined;
  const punctuation = /(?<![;,])[;,]+$/.exec(text.slice(begin, end))?.[0].length ?? 0;
  return { start: begin, end: end - punctuation, quoted: false };
}

/** The closing quote with the same escaping: `\"` closes `\"`; a quote with more backslashes belongs to the value. */
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
