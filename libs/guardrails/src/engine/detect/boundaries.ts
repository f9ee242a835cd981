/** Checks of the characters around a candidate. They take character codes, because they run very often. */

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Whether it is an ASCII letter or digit. NaN, which charCodeAt returns outside the text, is neither. */
export function isAlphanumeric(code: number): boolean {
  return isDigit(code) || isLetter(code);
}

/** Whether it is a letter, digit, `_` or `-`: the characters of keys and identifiers. */
export function isWordOrHyphen(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45;
}

/**
 * Whether a value may begin at an offset: at a word boundary, or after an escape (`\n`, `\u0027`), a percent-encoding
 * (`%3D`) or a colour code (`ESC[32m`), whose last letter does not belong to the value. `\b` alone would miss those
 * values; without any boundary, parts of UUIDs and identifiers would match.
 */
export function startsValue(text: string, start: number): boolean {
  return !isAlphanumeric(text.charCodeAt(start - 1)) || followsEscape(text, start);
}

export function followsEscape(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  return /(?:\\[nrtbf]|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%[0-9a-f]{2}|\[[0-9;]{1,8}m)$/i.test(before);
}

/** The text before an offset, in lower case. */
export function contextBefore(text: string, offset: number, length: number): string {
  return text.slice(Math.max(0, offset - length), offset).toLowerCase();
}

/** Whether the span is within a long run of base64: images, fonts, integrity hashes. */
export function isInsideBase64(text: string, start: number, end: number): boolean {
  const isBase64 = (code: number) => isAlphanumeric(code) || code === 43 || code === 47;
  let left = start;
  while (left > start - 24 && isBase64(text.charCodeAt(left - 1))) left -= 1;
  let right = end;
  while (right < end + 24 && isBase64(text.charCodeAt(right))) right += 1;
  const around = text.slice(left, start) + text.slice(end, right);
  return (
    (around.length >= 24 || start - left >= 16) && /[A-Z]/.test(around) && /[0-9+/]/.test(around)
  );
}

/** Offset of the line feed that ends the line, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
