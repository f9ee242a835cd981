/**
 * JSON in strings, such as the arguments of tool calls, complete or incomplete. All functions work on the raw text, so
 * that white space, the order of keys and the format of numbers do not change.
 */

/** The value as it is written between the quotes of a JSON string. */
export function escapeForJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** `\\u00XX` for a character that a token may contain: some models escape `@` and even letters. */
const asciiEscape = /\\u00(?:2e|40|[357][0-9]|[46][1-9a-f]|[57]a)/gi;
/** An incomplete escape at the end. */
const cutEscape = /\\(?:u[0-9a-f]{0,3})?$/i;

/** The text with the escapes of token characters decoded, and a function from its offsets to those of `raw`. */
export function decodeAsciiEscapes(raw: string): {
  plain: string;
  rawOffset: (index: number) => number;
} {
  if (!raw.includes('\\u00')) return { plain: raw, rawOffset: (index) => index };
  /** Offsets in `plain` of the characters that are escapes in `raw`, ascending. */
  const unescaped: number[] = [];
  const extra = 5;
  const plain = raw.replace(asciiEscape, (escape: string, offset: number) => {
    if (isEscaped(raw, offset)) return escape;
    unescaped.push(offset - unescaped.length * extra);
    return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  });
  const rawOffset = (index: number) =>
    index + extra * unescaped.filter((offset) => offset < index).length;
  return { plain, rawOffset };
}

/** Where an incomplete escape at the end begins; the length of the text when there is none. */
export function startOfCutEscape(raw: string): number {
  const match = cutEscape.exec(raw);
  return match !== null && !isEscaped(raw, match.index) ? match.index : raw.length;
}

/** Whether the character belongs to an escape: an odd number of backslashes is before it. */
function isEscaped(raw: string, index: number): boolean {
  let backslashes = 0;
  while (raw.charCodeAt(index - 1 - backslashes) === 92) backslashes += 1;
  return backslashes % 2 === 1;
}

export type JsonString = {
  /** Offsets of the raw text between the quotes. */
  readonly start: number;
  readonly end: number;
  /** The name of the member this string is the value of; undefined for a name, in a list and at the top. */
  readonly key: string | undefined;
};

const signOfJson = /["{}[\],]/g;

/** The strings of a complete JSON text: names and values. */
export function jsonStrings(raw: string): JsonString[] {
  const found: JsonString[] = [];
  const inObject: boolean[] = [];
  let key: string | undefined;
  let isName = false;
  signOfJson.lastIndex = 0;
  for (let match = signOfJson.exec(raw); match !== null; match = signOfJson.exec(raw)) {
    const token = match[0];
    const start = match.index + 1;
    if (token === '{' || token === '[') {
      inObject.push(token === '{');
      isName = token === '{';
      key = undefined;
    } else if (token === '}' || token === ']') {
      inObject.pop();
      key = undefined;
    } else if (token === ',') {
      isName = inObject.at(-1) === true;
      key = undefined;
    } else {
      const end = endOfString(raw, start);
      found.push({ start, end, key });
      if (isName) key = raw.slice(start, end);
      isName = false;
      signOfJson.lastIndex = end + 1;
    }
  }
  return found;
}

/** Where the quote is that ends a string. A loop: an expression for strings of megabytes exceeds the stack. */
function endOfString(raw: string, start: number): number {
  let end = raw.indexOf('"', start);
  while (end > 0 && isEscaped(raw, end)) end = raw.indexOf('"', end + 1);
  return end < 0 ? raw.length : end;
}
