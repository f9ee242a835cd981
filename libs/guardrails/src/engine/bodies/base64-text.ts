import { isUtf8 } from 'node:buffer';

import { textOf } from '@codegate/kernel';

/** Shorter data is read as text: it may be a word. */
const minLength = 64;
const dataUrlHead = /^data:[^,;]*(?:;[^,;]*)*,/i;
/** Characters of base64 that are decoded to see whether the content is text. */
const headLength = 256;

/** Whether a string is base64, in one or more lines. */
export function isBase64(value: string): boolean {
  return value.length >= minLength && /^[A-Za-z0-9+/=_\s-]*$/.test(value);
}

/**
 * Splits a data URL with base64.
 *
 * @returns null for any other string
 */
export function splitDataUrl(value: string): { head: string; data: string } | null {
  const head = dataUrlHead.exec(value.slice(0, 500))?.[0];
  if (head === undefined || !/;base64,$/i.test(head)) return null;
  const data = value.slice(head.length);
  return /^[A-Za-z0-9+/=_\s-]*$/.test(data) ? { head, data } : null;
}

/**
 * Changes the text that is encoded in base64. Images, PDFs and other binary content stay as they are.
 *
 * @param change returns its argument when nothing changes
 */
export function changeBase64Text(base64: string, change: (text: string) => string): string {
  const head = Buffer.from(base64.slice(0, headLength), 'base64');
  if (head.some(isBinary) || head.toString('latin1', 0, 4) === '%PDF') return base64;
  const bytes = Buffer.from(base64, 'base64');
  if (!isUtf8(bytes)) return base64;
  const text = textOf(bytes);
  const changed = change(text);
  return changed === text ? base64 : Buffer.from(changed).toString('base64');
}

/** Control characters that texts do not have; ESC begins a colour of a terminal. */
function isBinary(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32 && byte !== 27);
}
