/** Position of a value, in bytes. */
export type ByteRange = { readonly start: number; readonly end: number };

/** A member of an object: where its key begins, and the position of its value. */
export type Member = ByteRange & { readonly key: string; readonly keyStart: number };

const quote = 0x22;
const backslash = 0x5c;
export const openBrace = 0x7b;
const closeBrace = 0x7d;
export const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;

/** Returns where the value that starts at `start` ends. Callers that know the length may return it without scanning. */
export type EndOf<Place> = (json: Buffer, start: number, place: Place) => number;

/**
 * The positions of the elements of the list whose bracket is at `from`.
 *
 * @param known the first of them, when they were read before
 */
export function elementsOf(
  json: Buffer,
  from: number,
  endOf: EndOf<number> = endOfValue,
  known: readonly ByteRange[] = [],
): ByteRange[] {
  const elements = [...known];
  let at = startOfNext(json, from, elements.at(-1));
  while (at < json.length && json[at] !== closeBracket) {
    const end = endOf(json, at, elements.length);
    elements.push({ start: at, end });
    at = behindComma(json, end);
  }
  return elements;
}

/**
 * The members of the object whose brace is at `from`.
 *
 * @param known the first of them, when they were read before
 */
export function membersOf(
  json: Buffer,
  from: number,
  endOf: EndOf<string> = endOfValue,
  known: readonly Member[] = [],
): Member[] {
  const members = [...known];
  let at = startOfNext(json, from, members.at(-1));
  while (at < json.length && json[at] !== closeBrace) {
    const keyStart = at;
    const keyEnd = endOfString(json, at);
    const rawKey = json.toString('utf8', at + 1, keyEnd - 1);
    const key = rawKey.includes('\\') ? (JSON.parse(`"${rawKey}"`) as string) : rawKey;
    const start = skipBlanks(json, skipBlanks(json, keyEnd) + 1);
    const end = endOf(json, start, key);
    members.push({ key, keyStart, start, end });
    at = behindComma(json, end);
  }
  return members;
}

function startOfNext(json: Buffer, from: number, last: ByteRange | undefined): number {
  return last ? behindComma(json, last.end) : skipBlanks(json, from + 1);
}

function behindComma(json: Buffer, end: number): number {
  const at = skipBlanks(json, end);
  return json[at] === comma ? skipBlanks(json, at + 1) : at;
}

export function skipBlanks(json: Buffer, from: number): number {
  let at = from;
  // Blank, tab, line feed and carriage return are all below the first printable character.
  while (at < json.length && (json[at] ?? 0) <= 0x20) at += 1;
  return at;
}

/** Strings longer than this are searched for their end by native code, whose calls cost more than a few comparisons. */
const nativeSearchAfter = 24;

/** Position after the closing quote of the string that starts at `from`. */
export function endOfString(json: Buffer, from: number): number {
  let at = from + 1;
  let nativeAt = at + nativeSearchAfter;
  while (at < json.length) {
    const byte = json[at];
    if (byte === quote) return at + 1;
    if (byte === backslash) {
      at += 2;
      continue;
    }
    if (at < nativeAt) {
      at += 1;
      continue;
    }
    const end = json.indexOf(quote, at);
    if (end === -1) return json.length;
    // No byte from `at` on was part of an escape, so a run of backslashes before the quote decides.
    let escapes = 0;
    while (end - 1 - escapes >= at && json[end - 1 - escapes] === backslash) escapes += 1;
    if (escapes % 2 === 0) return end + 1;
    at = end + 1;
    nativeAt = at + nativeSearchAfter;
  }
  return json.length;
}

/** Position after the value that starts at `from`. */
export function endOfValue(json: Buffer, from: number): number {
  const first = json[from];
  if (first === quote) return endOfString(json, from);
  if (first !== openBrace && first !== openBracket) {
    let at = from;
    while (at < json.length && !endsLiteral(json[at] ?? 0)) at += 1;
    return at;
  }
  let depth = 0;
  let at = from;
  while (at < json.length) {
    const byte = json[at];
    if (byte === quote) {
      at = endOfString(json, at);
      continue;
    }
    if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return at;
}

function endsLiteral(byte: number): boolean {
  return byte === comma || byte === closeBrace || byte === closeBracket || byte <= 0x20;
}
