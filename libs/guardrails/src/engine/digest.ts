import { hash } from 'node:crypto';

/** Bytes of UTF-16 of the texts that are not ASCII; larger ones get a buffer of their own. */
const scratch = Buffer.alloc(1 << 18);

/** A text that is no longer than its digest names itself. */
const maxPlainLength = 44;

/**
 * Names a text by its content. ASCII is hashed as it is; all else as UTF-16, which is copied, not
 * converted, and tells every two strings apart, half surrogate pairs included.
 */
export function digestOf(text: string): string {
  if (text.length <= maxPlainLength) return `t${text}`;
  if (Buffer.byteLength(text) === text.length) return `a${hash('sha256', text, 'base64')}`;
  const size = text.length * 2;
  const bytes = size <= scratch.length ? scratch : Buffer.allocUnsafe(size);
  bytes.write(text, 'utf16le');
  return `w${hash('sha256', bytes.subarray(0, size), 'base64')}`;
}
