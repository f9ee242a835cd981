/**
 * Characters that look like ASCII or like nothing: no-break spaces, hyphens of typesetting, full-width letters, digits
 * of other scripts, soft hyphens and zero-width characters. They come with text that was copied from documents and web
 * pages. Guardrails read a text in which they are folded to ASCII, so that `4111\u00a01111…` is a card number.
 */

const removed = 0xffff;
/** For each character code: the code it is folded to, `removed`, or 0 when it stays. */
const folds = new Uint16Array(65_536);

function foldTo(ascii: string, ...ranges: (readonly [first: number, last: number])[]): void {
  for (const [first, last] of ranges) folds.fill(ascii.charCodeAt(0), first, last + 1);
}

const spaces = [
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
] as const;
const dashes = [
  [0x2010, 0x2015],
  [0x2043, 0x2043],
  [0x2212, 0x2212],
  [0xfe58, 0xfe58],
  [0xfe63, 0xfe63],
] as const;
/** Soft hyphen, joiners, zero-width spaces, and marks for the direction of writing. */
const invisible = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
] as const;

foldTo(' ', ...spaces);
foldTo('-', ...dashes);
foldTo('@', [0xfe6b, 0xfe6b]);
// The full-width forms are ASCII in the same order.
for (let code = 0x21; code <= 0x7e; code += 1) folds[code + 0xfee0] = code;
for (const [first, last] of invisible) folds.fill(removed, first, last + 1);
// Digits of other scripts stand in blocks of ten.
for (let code = 0x660; code < 0xfb00; code += 1) {
  if (folds[code] !== 0 || !/\p{Nd}/u.test(String.fromCharCode(code))) continue;
  for (let digit = 0; digit < 10; digit += 1) folds[code + digit] = 48 + digit;
}

export function isFoldable(code: number): boolean {
  return folds[code] !== 0;
}

/**
 * Whether folding the character at an offset can let a guardrail find something that it does not find otherwise. Dashes
 * between words and joiners between emojis are frequent, and cannot.
 */
export function isWorthFolding(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const to = folds[code] ?? 0;
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + 1);
  if (isDash(code)) return isAnyDigit(before) && isAnyDigit(after);
  if (to === removed || to === 45 || to === 32) return isVisible(before) && isVisible(after);
  // Full-width punctuation belongs to Chinese and Japanese; only that of addresses, numbers and assignments counts.
  return (
    to >= 97 ||
    to === 95 ||
    (to >= 64 && to <= 90) ||
    (to >= 48 && to <= 57) ||
    ([43, 46, 47, 58, 61].includes(to) && (isVisible(before) || isVisible(after)))
  );
}

/** A printable character of ASCII other than the space, or one that is folded to it, or removed from between two. */
function isVisible(code: number): boolean {
  const to = folds[code] ?? 0;
  return (code > 32 && code < 127) || to > 32;
}

/** En and em dashes and their like, which also stand between words. */
function isDash(code: number): boolean {
  return (code >= 0x2012 && code <= 0x2015) || code === 0x2212;
}

function isAnyDigit(code: number): boolean {
  const to = folds[code] ?? 0;
  return (code >= 48 && code <= 57) || (to >= 48 && to <= 57) || to === removed;
}

export type FoldedText = {
  readonly text: string;
  /** Offset in the original of the character at an offset of the folded text. */
  readonly originalOf: (offset: number) => number;
};

/** Folds a text. Removed characters shift offsets; all other characters are replaced one by one. */
export function foldText(text: string): FoldedText {
  const codes = new Uint16Array(text.length);
  /** For each removed character, the number of characters kept before it. */
  const removals: number[] = [];
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const to = folds[code] ?? 0;
    if (to === removed) {
      removals.push(length);
      continue;
    }
    codes[length] = to === 0 ? code : to;
    length += 1;
  }
  return {
    text: Buffer.from(codes.buffer, 0, 2 * length).toString('utf16le'),
    originalOf: (offset) => offset + countUpTo(removals, offset),
  };
}

/** How many of the ascending numbers are not above a limit. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
