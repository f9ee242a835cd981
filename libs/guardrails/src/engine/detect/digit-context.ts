import { isAlphanumeric, isDigit } from './boundaries.js';

/**
 * Whether digits are a value of their own: not part of a word, a decimal number, a version, a path, a longer sequence of
 * numbers, a UUID or an escape sequence.
 */
export function standsAlone(text: string, start: number, end: number): boolean {
  return isFreeOnLeft(text, start) && isFreeOnRight(text, end);
}

function isFreeOnLeft(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  const further = text.charAt(start - 2);
  if (/[A-Za-z0-9]/.test(before)) return further === '\\' && /[nrt]/.test(before);
  if (/[_#$]/.test(before) || (before === '-' && further === '-')) return false;
  if (before === ':') return !isDigit(further.charCodeAt(0));
  return !(/[-./]/.test(before) && isAlphanumeric(further.charCodeAt(0)));
}

function isFreeOnRight(text: string, end: number): boolean {
  const after = text.charAt(end);
  const further = text.charCodeAt(end + 1);
  if (/[A-Za-z0-9_%]/.test(after)) return false;
  if (after === ':') return !isDigit(further);
  return !(/[-./]/.test(after) && isAlphanumeric(further));
}

/**
 * Whether the text right before a value matches an expression, on the same line.
 *
 * @param words ends with `$`
 * @param reach number of characters to look at
 */
export function isCalled(text: string, start: number, words: RegExp, reach = 40): boolean {
  const before = text.slice(Math.max(0, start - reach), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return words.test(line);
}
