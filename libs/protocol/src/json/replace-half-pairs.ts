import { applyPatches, type Patch } from './patch-bytes.js';

const backslash = 0x5c;
const escapeLength = '\\ud83d'.length;

/**
 * Replaces escapes of half a surrogate pair by U+FFFD. Clients leave them behind when they cut a text in the middle of
 * an emoji, and providers refuse the whole body for one.
 *
 * @param json a JSON text; all other bytes stay as they are
 * @returns the very bytes that came when there is no half pair
 */
export function replaceHalfPairs(json: Buffer): Buffer {
  // Most bodies hold no such escape at all, which this finds out quickly.
  if (!json.includes('\\ud') && !json.includes('\\uD')) return json;
  const patches: Patch[] = [];
  let at = json.indexOf('\\u');
  while (at !== -1) {
    const unit = isEscape(json, at) ? surrogateAt(json, at) : null;
    let next = at + 2;
    if (unit === 'high' && surrogateAt(json, at + escapeLength) === 'low') {
      next = at + 2 * escapeLength;
    } else if (unit !== null) {
      next = at + escapeLength;
      patches.push({ start: at, end: next, text: '\\ufffd' });
    }
    at = json.indexOf('\\u', next);
  }
  return applyPatches(json, patches);
}

/** An escaped backslash before the letter is not the start of an escape. */
function isEscape(json: Buffer, at: number): boolean {
  let before = at;
  while (json[before - 1] === backslash) before -= 1;
  return (at - before) % 2 === 0;
}

/** Which half of a pair the escape at a place stands for; null when it is another character, or no escape. */
function surrogateAt(json: Buffer, at: number): 'high' | 'low' | null {
  if (json[at] !== backslash || json[at + 1] !== 0x75) return null;
  const unit = Number.parseInt(json.toString('latin1', at + 2, at + escapeLength), 16);
  if (unit >= 0xd800 && unit <= 0xdbff) return 'high';
  return unit >= 0xdc00 && unit <= 0xdfff ? 'low' : null;
}
