import { isAlphanumeric, isDigit } from './boundaries.js';

/**
 * Whether a run of digits stands on its own: not within a word, a decimal number, a version, a path, a
 * longer chain of numbers, a UUID or an escape of bytes.
 */
export function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (isAlphanumeric(after) || after === 95 || after === 37) return false;
  if (isAlphanumeric(before) && !/\\[nrt]$/.test(text.slice(Math.max(0, start - 2), start)))
    return false;
  if (before === 95 || before === 35 || before === 36) return false;
  const joins = (code: number) =>
    code === 45 || code === 46 || code === 47 || code === 58 || code === 44;
  if (joins(before) && isAlphanumeric(text.charCodeAt(start - 2)) && before !== 58) return false;
  if (before === 58 && isDigit(text.charCodeAt(start - 2))) return false;
  if (before === 45 && text.charCodeAt(start - 2) === 45) return false;
  return !(joins(after) && isAlphanumeric(text.charCodeAt(end + 1)));
}

/** Whether one of the words is the nearest thing said before: same line, or the key of the value. */
export function isCalled(text: string, start: number, words: RegExp, reach = 40): boolean {
  const before = text.slice(Math.max(0, start - reach), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return words.test(line);
}
