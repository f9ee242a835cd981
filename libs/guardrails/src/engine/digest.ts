import { hash } from 'node:crypto';

/** Reused buffer for texts that are not ASCII; larger texts get a buffer of their own. */
const scratch = Buffer.alloc(1 << 18);

/** A text that is not longer than its digest is its own digest. */
const maxPlainLength = 44;

/**
 * A digest of a text: equal for equal texts only. ASCII is hashed as it is. Other texts are hashed as UTF-16, which
 * needs no conversion and differs for all strings, unpaired surrogates included.
 */
export function digestOf(text: string): string {
  if (text.length <= maxPlainLength) return `t${text}`;
  if (Buffer.byteLength(text) === text.length) return `a${hash('sha256', text, 'base64')}`;
  const size = text.length * 2;
  const bytes = size <= scratch.length ? scratch : Buffer.allocUnsafe(size);
  bytes.write(text, 'utf16le');
  return `w${hash('sha256', bytes.subarray(0, size), 'base64')}`;
}
