import { skipBlanks } from './scan-json.js';

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
/** Strings longer than this are searched for their end by native code, shorter ones here. */
const nativeSearchAfter = 24;

/**
 * Counts the values of a JSON text without parsing it: what a small text of `{},{},…` becomes in memory is many times
 * its size, so it has to be known before. Objects, lists, texts, numbers and literals count, member names do not. Of a
 * text that is not JSON the count has no meaning.
 *
 * @param max counting ends above it
 */
export function countValues(json: Buffer, max: number): number {
  let count = 1;
  let at = 0;
  while (at < json.length && count <= max) {
    const byte = json[at];
    if (byte === quote) {
      at = endOfString(json, at + 1);
      continue;
    }
    at += 1;
    if (byte === comma) {
      count += 1;
    } else if (byte === openBrace || byte === openBracket) {
      at = skipBlanks(json, at);
      if (!isClosing(json[at])) count += 1;
    }
  }
  return count;
}

function isClosing(byte: number | undefined): boolean {
  return byte === closeBrace || byte === closeBracket;
}

/** Position after the closing quote. */
function endOfString(json: Buffer, from: number): number {
  let at = from;
  let searchAt = from + nativeSearchAfter;
  while (at < json.length) {
    const byte = json[at];
    if (byte === quote) return at + 1;
    if (at >= searchAt) {
      const end = json.indexOf(quote, at);
      if (end === -1) return json.length;
      if (json[end - 1] !== backslash) return end + 1;
      // Escaped, or behind an escaped backslash: the run of backslashes decides.
      let first = end - 1;
      while (first > from && json[first - 1] === backslash) first -= 1;
      if ((end - first) % 2 === 0) return end + 1;
      at = end + 1;
      searchAt = at + nativeSearchAfter;
      continue;
    }
    at += byte === backslash ? 2 : 1;
  }
  return json.length;
}
