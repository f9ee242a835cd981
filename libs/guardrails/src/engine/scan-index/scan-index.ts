import { isDigit } from '../detect/boundaries.js';
import { isEscapeAt } from '../detect/escapes.js';
import type { SeenValue, SeenValues } from '../seen-values.js';
import type { Span } from '../types.js';
import { isFoldable, isWorthFolding } from './fold-text.js';
import { hashOf, quadMask } from './keyword-table.js';
import type { Places, ScanKind } from './places.js';

const none: Places = { starts: [], ends: [] };
type Growing = { starts: number[]; ends: number[] };

/**
 * The places of a text at which guardrails have to look, found in one pass over its characters. The rest of the text
 * is not read again, whatever the number of guardrails.
 */
export class ScanIndex {
  private readonly marks = new Map<ScanKind, Growing>();

  /** Values that the conversation has seen, in order and without overlaps. */
  readonly seenValues: (Span & SeenValue)[] = [];
  /** Whether the text has to be folded first: the pass ended early, and the places are not complete. */
  readonly isUnfolded: boolean;

  /** @param isFolded whether it is the result of foldText */
  constructor(text: string, seenValues: SeenValues, isFolded = false) {
    this.isUnfolded = !walk(text, seenValues, this, isFolded);
  }

  of(kind: ScanKind): Places {
    return this.marks.get(kind) ?? none;
  }

  has(kind: ScanKind): boolean {
    return this.marks.has(kind);
  }

  /** Adds a place; used by the pass only. */
  add(kind: ScanKind, start: number, end: number): void {
    const marks = this.marks.get(kind);
    if (marks === undefined) this.marks.set(kind, { starts: [start], ends: [end] });
    else if (marks.starts[marks.starts.length - 1] !== start) {
      marks.starts.push(start);
      marks.ends.push(end);
    }
  }
}

const noNumber = -1;
const blankHash = hashOf(32);
const digit = 1;
const capital = 2;
const sign = 3;
const foldable = 4;
const escape = 5;
/** For each character code: its hash in the low five bits, and its class above them. */
const characters = Uint8Array.from(
  { length: 65_536 },
  (_, code) => hashOf(code) | (classOf(code) << 5),
);

function classOf(code: number): number {
  if (isDigit(code)) return digit;
  if ((code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xd6)) return capital;
  // + . : < @ ©
  if ([43, 46, 58, 60, 64, 0xa9].includes(code)) return sign;
  // % & \
  if (code === 37 || code === 38 || code === 92) return escape;
  return isFoldable(code) ? foldable : 0;
}

/** The text is copied here piece by piece: reading an array is faster than reading a string. */
const piece = new Uint16Array(1 << 14);
const pieceBytes = Buffer.from(piece.buffer);

/** @returns false when it ended at a character that has to be folded */
function walk(text: string, seenValues: SeenValues, found: ScanIndex, isFolded: boolean): boolean {
  const { quads } = seenValues;
  let quad = 0;
  let numberStart = noNumber;
  for (let from = 0; from < text.length; from += piece.length) {
    const length = Math.min(piece.length, text.length - from);
    pieceBytes.write(length === text.length ? text : text.slice(from, from + length), 'utf16le');
    for (let index = 0; index < length; index += 1) {
      const character = characters[piece[index] ?? 0] ?? 0;
      quad = ((quad << 5) | (character & 31)) & quadMask;
      const mayBeWord = ((quads[quad >>> 5] ?? 0) >>> (quad & 31)) & 1;
      const kind = character >> 5;
      // Hot loop: one branch per character. Nearly all characters end here.
      if ((mayBeWord | kind | (numberStart + 1)) === 0) continue;
      const at = from + index;
      if (mayBeWord === 1) readStart(text, at - 3, quad, seenValues, found);
      if (kind === digit) {
        if (numberStart === noNumber) numberStart = at;
        continue;
      }
      if (numberStart !== noNumber) {
        readNumber(text, numberStart, at, found);
        numberStart = noNumber;
      }
      if (kind === foldable) {
        if (!isFolded && isWorthFolding(text, at)) return false;
      } else {
        readOther(text, at, kind, quad, found);
      }
    }
  }
  if (numberStart !== noNumber) readNumber(text, numberStart, text.length, found);
  return true;
}

/** Reads the keywords and seen values that may begin at an offset. */
function readStart(
  text: string,
  at: number,
  quad: number,
  seenValues: SeenValues,
  found: ScanIndex,
): void {
  seenValues.keywords.readAt(text, at, quad, found);
  if (seenValues.size === 0) return;
  const value = seenValues.at(text, at, quad);
  if (value && at >= (found.seenValues.at(-1)?.end ?? 0)) found.seenValues.push(value);
}

/** Reads what begins at, or is before, a character that is neither a digit nor foldable. */
function readOther(text: string, at: number, kind: number, quad: number, found: ScanIndex): void {
  if (kind === sign) readSign(text, at, found);
  else if (kind === escape) readEscape(text, at, found);
  else if (kind === capital && ((quad >>> 5) & 31) === blankHash) readCapital(text, at, found);
}

/** Most of these signs are operators, line feeds in JSON and the like: the character after them tells. */
function readEscape(text: string, at: number, found: ScanIndex): void {
  const next = text.charCodeAt(at + 1);
  // A space, an operator or a quote; `n` after a backslash.
  if (next === 32 || next === 38 || next === 34) return;
  if (next === 110 && text.charCodeAt(at) === 92) return;
  if (isEscapeAt(text, at)) found.add('escape', at, at + 1);
}

function readSign(text: string, at: number, found: ScanIndex): void {
  const code = text.charCodeAt(at);
  if (code === 64) found.add('at', at, at + 1);
  else if (code === 46) {
    // Tokens of Discord have 6 characters between two dots.
    if (text.charCodeAt(at + 7) === 46) found.add('twoDots', at, at + 8);
  } else if (code === 58) {
    // IPv6: the first group of a global unicast or unique local address has four digits, as each group of an address
    // that is written in full.
    const first = text.charCodeAt(at - 4) | 32;
    const isGlobal = first === 50 || first === 51 || first === 102;
    if (isGlobal || text.charCodeAt(at + 5) === 58) found.add('ipV6', at - 4, at);
    if (text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47)
      found.add('url', at, at + 3);
  } else if (code === 43) {
    if (isDigit(text.charCodeAt(at + 1))) found.add('international', at, at + 1);
  } else if (code === 0xa9) {
    found.add('copyrightSign', at, at + 1);
  } else {
    if (text.charCodeAt(at + 1) === 60) found.add('doubleAngle', at, at + 2);
    if (text.charCodeAt(at - 1) === 32) found.add('beforeAddress', at - 1, at + 1);
  }
}

/** A capital letter after a space: together with a capitalised word before it, it may be a name. */
function readCapital(text: string, at: number, found: ScanIndex): void {
  let start = at - 2;
  while (start >= at - 15 && isSmall(text.charCodeAt(start))) start -= 1;
  const length = at - 1 - start;
  if (length < 2 || length > 13 || start < 0) return;
  if ((characters[text.charCodeAt(start)] ?? 0) >> 5 === capital)
    found.add('capitals', start, at - 1);
}

/** a–z and à–ÿ. */
function isSmall(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 0xe0 && code <= 0xff);
}

function readNumber(text: string, start: number, end: number, found: ScanIndex): void {
  const length = end - start;
  if (length === 3) readThree(text, start, end, found);
  else if (length === 9) found.add('nineDigits', start, end);
  else if (length >= 12 || (length === 4 && isGrouped(text, end))) found.add('card', start, end);
  if (length >= 2 && isAsciiLetter(text.charCodeAt(start - 1))) {
    if (isAsciiLetter(text.charCodeAt(start - 2))) found.add('iban', start - 2, end);
  }
  if (length <= 5 && text.charCodeAt(start) === 48 && isTrunkZero(text, start, end))
    found.add('trunkZero', text.charCodeAt(start - 1) === 40 ? start - 1 : start, end);
  if (length <= 6) readShort(text, start, end, found);
}

function readShort(text: string, start: number, end: number, found: ScanIndex): void {
  const length = end - start;
  const next = text.charCodeAt(end);
  const before = text.charCodeAt(start - 1);
  if (length <= 3 && next === 46 && before !== 46 && isDigit(text.charCodeAt(end + 1)))
    found.add('ipV4', start, end);
  if (before === 32 && length <= 4 && followsStreet(text, start, end))
    found.add('numberBehindStreet', start, end);
  if (isHouseNumber(text, end, next)) found.add('houseNumber', start, end);
}

/** `0n`, a separator and more digits: how telephone numbers of France and Britain are written. */
function isTrunkZero(text: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  const next = text.charCodeAt(end);
  if (next === 41) return text.charCodeAt(start - 1) === 40;
  return (next === 32 || next === 46) && isDigit(text.charCodeAt(end + 1));
}

/** Whether a separator of groups of digits and another digit follow. */
function isGrouped(text: string, end: number): boolean {
  const next = text.charCodeAt(end);
  const isSeparator = next === 32 || next === 45 || next === 46 || next === 95;
  return isSeparator && isDigit(text.charCodeAt(end + 1));
}

function readThree(text: string, start: number, end: number, found: ScanIndex): void {
  const next = text.charCodeAt(end);
  const further = text.charCodeAt(end + 1);
  const isJoined = next === 45 || next === 32 || next === 46 || next === 41;
  if (!isJoined) return;
  if (next !== 41 && next !== 46 && isDigit(further)) found.add('threeDigits', start, end);
  if (text.charCodeAt(start) >= 50 && (isDigit(further) || next === 41))
    found.add('northAmerican', start, end);
}

/** Whether a space and a letter or digit follow, after an optional letter or hyphenated number. */
function isHouseNumber(text: string, end: number, next: number): boolean {
  if (next !== 32 && next !== 44 && next !== 45 && !isAsciiLetter(next)) return false;
  let at = end;
  if (isAsciiLetter(next)) {
    at += 1;
    while (at < end + 6 && isSmall(text.charCodeAt(at))) at += 1;
  } else if (next === 45) {
    at += 1;
    while (at < end + 5 && isDigit(text.charCodeAt(at))) at += 1;
  }
  if (text.charCodeAt(at) === 44) at += 1;
  if (text.charCodeAt(at) !== 32) return false;
  const code = text.charCodeAt(at + 1);
  return isDigit(code) || isAsciiLetter(code) || code >= 0xc0;
}

function isAsciiLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** Whether the number follows what may be the name of a street, or is followed by what may be a postcode. */
function followsStreet(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start - 2);
  if (isLastOfStreet(code)) return true;
  if (!isSmall(code) && code !== 44) return false;
  const at = isSmall(text.charCodeAt(end)) ? end + 1 : end;
  const next = text.charCodeAt(at);
  if (next === 10) return isDigit(text.charCodeAt(at + 1));
  return next === 44 && (isDigit(text.charCodeAt(at + 2)) || text.charCodeAt(at + 1) === 10);
}

/** Whether it may be the last letter of a German or Dutch word for a street. */
function isLastOfStreet(code: number): boolean {
  return streetEndings[code] === 1;
}

const streetEndings = Uint8Array.from({ length: 128 }, (_, code) =>
  'egzr.mtnlk'.includes(String.fromCharCode(code)) ? 1 : 0,
);
