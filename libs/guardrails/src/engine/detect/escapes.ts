import type { Span } from '../types.js';

/**
 * Escapes of URLs, HTML and programs for printable ASCII: `%40`, `&#x40;`, `&commat;`, `\u0040`, `\x40`, also escaped
 * several times. Around them, guardrails read the text a second time as it is without escapes.
 */

const named: ReadonlyMap<string, string> = new Map([
  ['commat', '@'],
  ['period', '.'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['lowbar', '_'],
  ['plus', '+'],
  ['colon', ':'],
  ['equals', '='],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['shy', ''],
]);
const escapes =
  '%(?:25){0,4}(?<percent>[2-7][0-9a-f])' +
  String.raw`|&(?:amp;){0,4}(?:#(?<decimal>\d{1,7});|#x(?<hex>[0-9a-f]{1,6});|(?<name>${[...named.keys()].join('|')});)` +
  String.raw`|\\{1,8}(?:u00(?<unicode>[2-7][0-9a-f])|u\{0{0,4}(?<braces>[2-7][0-9a-f])\}|x(?<byte>[2-7][0-9a-f]))`;
const escapeHere = new RegExp(escapes, 'iy');
const escapeAnywhere = new RegExp(escapes, 'gi');

/** Characters of values; other escapes, such as that of a slash, stand in every URL. */
const ofValues = /^[A-Za-z0-9@.+_="'-]?$/;

/** How far around an escape the text is read again. */
const reachBefore = 160;
const reachAfter = 240;

/** Whether an escape begins at an offset that may be part of a value. */
export function isEscapeAt(text: string, at: number): boolean {
  escapeHere.lastIndex = at;
  const match = escapeHere.exec(text);
  const decoded = match === null ? undefined : decode(match.groups);
  if (decoded === undefined) return false;
  if (decoded === ' ') {
    return /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(escapeHere.lastIndex));
  }
  return ofValues.test(decoded);
}

/** The parts of a text to read again, in order and without overlaps: the surroundings of escapes on their line. */
export function windowsAround(text: string, escapeStarts: readonly number[]): Span[] {
  const windows: { start: number; end: number }[] = [];
  for (const at of escapeStarts) {
    const last = windows.at(-1);
    const before = text.slice(Math.max(0, at - reachBefore), at);
    const after = text.slice(at, at + reachAfter);
    const start = at - before.length + before.lastIndexOf('\n') + 1;
    const lineFeed = after.indexOf('\n');
    const end = at + (lineFeed < 0 ? after.length : lineFeed);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else windows.push({ start, end });
  }
  return windows;
}

/** A text without escapes, and where a span of it is in the original. */
export function decodeEscapes(text: string): {
  text: string;
  originalOf: (span: Span) => Span;
  /** Whether a character of the span is an escape in the original. */
  hasEscape: (span: Span) => boolean;
} {
  let decoded = '';
  /** For each character its offset in the original, and the length of the original at the end. */
  const offsets: number[] = [];
  let copied = 0;
  const copyTo = (end: number): void => {
    decoded += text.slice(copied, end);
    for (; copied < end; copied += 1) offsets.push(copied);
  };
  for (const match of text.matchAll(escapeAnywhere)) {
    const character = decode(match.groups);
    if (character === undefined) continue;
    copyTo(match.index);
    decoded += character;
    if (character !== '') offsets.push(copied);
    copied = match.index + match[0].length;
  }
  copyTo(text.length);
  offsets.push(text.length);
  const originalOf = ({ start, end }: Span): Span => ({
    start: offsets[start] ?? 0,
    end: offsets[end] ?? text.length,
  });
  const hasEscape = (span: Span): boolean => {
    const from = Math.max(0, span.start);
    const to = Math.min(decoded.length, span.end);
    const { start, end } = originalOf({ start: from, end: to });
    return end - start !== to - from;
  };
  return { text: decoded, originalOf, hasEscape };
}

/** The character that is escaped: printable ASCII, a space, or nothing; undefined for any other. */
function decode(groups: Readonly<Record<string, string | undefined>> = {}): string | undefined {
  const { decimal, name } = groups;
  if (name !== undefined) return named.get(name.toLowerCase());
  const hex =
    groups['percent'] ?? groups['hex'] ?? groups['unicode'] ?? groups['braces'] ?? groups['byte'];
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (code === 0xa0) return ' ';
  if (code === 0xad || code === 0x200b || code === 0x2060) return '';
  return code >= 0x20 && code <= 0x7e ? String.fromCharCode(code) : undefined;
}
