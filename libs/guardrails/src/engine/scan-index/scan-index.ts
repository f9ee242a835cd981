import { isDigit } from '../detect/boundaries.js';
import type { SeenValue, SeenValues } from '../seen-values.js';
import type { Span } from '../types.js';
import { hashOf, quadMask, readWords, type WordKind } from './scan-keywords.js';

/** Offsets of the beginnings, ascending, and of the ends. */
export type Marks = { readonly starts: readonly number[]; readonly ends: readonly number[] };

/** What numbers and signs may be, by their neighbours; guardrails decide. */
export type ShapeKind =
  | 'at'
  | 'international'
  | 'northAmerican'
  | 'trunkZero'
  | 'threeDigits'
  | 'nineDigits'
  | 'card'
  | 'iban'
  | 'ipV4'
  | 'ipV6'
  | 'houseNumber'
  | 'numberBehindStreet'
  | 'beforeAddress'
  | 'capitals'
  | 'twoDots'
  | 'url'
  | 'copyrightSign'
  | 'doubleAngle';
export type LandmarkKind = WordKind | ShapeKind;

const none: Marks = { starts: [], ends: [] };
type Growing = { starts: number[]; ends: number[] };

/**
 * Where in a text guardrails have to look, found in one pass over its characters. Most of a text has
 * none of it and costs nothing more, however many guardrails there are.
 */
export class ScanIndex {
  private readonly marks = new Map<LandmarkKind, Growing>();

  /** Values known from before, in order and free of overlaps. */
  readonly seenValues: (Span & SeenValue)[] = [];

  constructor(text: string, known: SeenValues) {
    walk(text, known, this);
  }

  of(kind: LandmarkKind): Marks {
    return this.marks.get(kind) ?? none;
  }

  /** Whether there is nothing to look at. */
  get isEmpty(): boolean {
    return this.marks.size === 0 && this.seenValues.length === 0;
  }

  has(kind: LandmarkKind): boolean {
    return this.marks.has(kind);
  }

  /** For the pass alone. */
  add(kind: LandmarkKind, start: number, end: number): void {
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
/** For each character: its hash in the low five bits, above them what it is. */
const characters = Uint8Array.from(
  { length: 65_536 },
  (_, code) => hashOf(code) | (classOf(code) << 5),
);

function classOf(code: number): number {
  if (isDigit(code)) return digit;
  if ((code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xd6)) return capital;
  // + . : < @ ©
  return [43, 46, 58, 60, 64, 0xa9].includes(code) ? sign : 0;
}

/** Characters are copied here piece by piece: reading an array is faster than asking a string. */
const piece = new Uint16Array(1 << 14);
const pieceBytes = Buffer.from(piece.buffer);

function walk(text: string, known: SeenValues, landmarks: ScanIndex): void {
  const { quads } = known;
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
      // One test for nearly every character: the loop lives from doing little more than this.
      if ((mayBeWord | kind | (numberStart + 1)) === 0) continue;
      const at = from + index;
      if (mayBeWord === 1) readBeginning(text, at - 3, quad, known, landmarks);
      if (kind === digit) {
        if (numberStart === noNumber) numberStart = at;
        continue;
      }
      if (numberStart !== noNumber) {
        readNumber(text, numberStart, at, landmarks);
        numberStart = noNumber;
      }
      if (kind === sign) readSign(text, at, landmarks);
      else if (kind === capital && ((quad >>> 5) & 31) === blankHash) {
        readCapital(text, at, landmarks);
      }
    }
  }
  if (numberStart !== noNumber) readNumber(text, numberStart, text.length, landmarks);
}

/** Four characters with which a word or a known value may begin. */
function readBeginning(
  text: string,
  at: number,
  quad: number,
  known: SeenValues,
  landmarks: ScanIndex,
): void {
  readWords(text, at, quad, landmarks);
  if (known.size === 0) return;
  const found = known.at(text, at, quad);
  if (found && at >= (landmarks.seenValues.at(-1)?.end ?? 0)) landmarks.seenValues.push(found);
}

function readSign(text: string, at: number, landmarks: ScanIndex): void {
  const code = text.charCodeAt(at);
  if (code === 64) landmarks.add('at', at, at + 1);
  else if (code === 46) {
    // Discord: 6 characters between the dots.
    if (text.charCodeAt(at + 7) === 46) landmarks.add('twoDots', at, at + 8);
  } else if (code === 58) {
    // IPv6: global unicast and unique local have four digits before their first colon; so has each group
    // of an address that is written out.
    const first = text.charCodeAt(at - 4) | 32;
    const isGlobal = first === 50 || first === 51 || first === 102;
    if (isGlobal || text.charCodeAt(at + 5) === 58) landmarks.add('ipV6', at - 4, at);
    if (text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47)
      landmarks.add('url', at, at + 3);
  } else if (code === 43) {
    if (isDigit(text.charCodeAt(at + 1))) landmarks.add('international', at, at + 1);
  } else if (code === 0xa9) {
    landmarks.add('copyrightSign', at, at + 1);
  } else {
    if (text.charCodeAt(at + 1) === 60) landmarks.add('doubleAngle', at, at + 2);
    if (text.charCodeAt(at - 1) === 32) landmarks.add('beforeAddress', at - 1, at + 1);
  }
}

/** A capital behind a blank: with a capitalised word before, the two may be a name. */
function readCapital(text: string, at: number, landmarks: ScanIndex): void {
  let start = at - 2;
  while (start >= at - 15 && isSmall(text.charCodeAt(start))) start -= 1;
  const length = at - 1 - start;
  if (length < 2 || length > 13 || start < 0) return;
  if ((characters[text.charCodeAt(start)] ?? 0) >> 5 === capital)
    landmarks.add('capitals', start, at - 1);
}

/** a–z and à–ÿ. */
function isSmall(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 0xe0 && code <= 0xff);
}

function readNumber(text: string, start: number, end: number, landmarks: ScanIndex): void {
  const length = end - start;
  if (length === 3) readThree(text, start, end, landmarks);
  else if (length === 9) landmarks.add('nineDigits', start, end);
  else if (length >= 12 || (length === 4 && isGrouped(text, end)))
    landmarks.add('card', start, end);
  if (length >= 2 && isAsciiLetter(text.charCodeAt(start - 1))) {
    if (isAsciiLetter(text.charCodeAt(start - 2))) landmarks.add('iban', start - 2, end);
  }
  if (length <= 5 && text.charCodeAt(start) === 48 && isTrunkZero(text, start, end))
    landmarks.add('trunkZero', text.charCodeAt(start - 1) === 40 ? start - 1 : start, end);
  if (length <= 6) readShort(text, start, end, landmarks);
}

function readShort(text: string, start: number, end: number, landmarks: ScanIndex): void {
  const length = end - start;
  const next = text.charCodeAt(end);
  const before = text.charCodeAt(start - 1);
  if (length <= 3 && next === 46 && before !== 46 && isDigit(text.charCodeAt(end + 1)))
    landmarks.add('ipV4', start, end);
  if (before === 32 && length <= 4 && isBehindStreet(text, start, end))
    landmarks.add('numberBehindStreet', start, end);
  if (isHouseNumber(text, end, next)) landmarks.add('houseNumber', start, end);
}

/** `0n`, a separator and further digits, as numbers of France and Britain are written. */
function isTrunkZero(text: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  const next = text.charCodeAt(end);
  if (next === 41) return text.charCodeAt(start - 1) === 40;
  return (next === 32 || next === 46) && isDigit(text.charCodeAt(end + 1));
}

/** A blank or hyphen and another digit behind it. */
function isGrouped(text: string, end: number): boolean {
  const next = text.charCodeAt(end);
  return (next === 32 || next === 45) && isDigit(text.charCodeAt(end + 1));
}

function readThree(text: string, start: number, end: number, landmarks: ScanIndex): void {
  const next = text.charCodeAt(end);
  const further = text.charCodeAt(end + 1);
  const isJoined = next === 45 || next === 32 || next === 46 || next === 41;
  if (!isJoined) return;
  if (next !== 41 && next !== 46 && isDigit(further)) landmarks.add('threeDigits', start, end);
  if (text.charCodeAt(start) >= 50 && (isDigit(further) || next === 41))
    landmarks.add('northAmerican', start, end);
}

/** Behind it a blank and a capital, or what a French street begins with; a letter may belong to it. */
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

/** Behind the last letter of a word for a street, or before what may be a postcode. */
function isBehindStreet(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start - 2);
  if (endsLikeStreet(code)) return true;
  if (!isSmall(code) && code !== 44) return false;
  const at = isSmall(text.charCodeAt(end)) ? end + 1 : end;
  const next = text.charCodeAt(at);
  if (next === 10) return isDigit(text.charCodeAt(at + 1));
  return next === 44 && (isDigit(text.charCodeAt(at + 2)) || text.charCodeAt(at + 1) === 10);
}

/** The last letter of a German or Dutch word for a street. */
function endsLikeStreet(code: number): boolean {
  return streetEndings[code] === 1;
}

const streetEndings = Uint8Array.from({ length: 128 }, (_, code) =>
  'egzr.mtnlk'.includes(String.fromCharCode(code)) ? 1 : 0,
);
