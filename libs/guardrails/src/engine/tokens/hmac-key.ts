import { hash } from 'node:crypto';

/** Bytes of a block of SHA-256. */
const blockBytes = 64;

/**
 * HMAC-SHA-256 (RFC 2104) under one key. It uses two plain hashes: each `createHmac` creates an object whose garbage
 * collection takes longer than the hashing.
 */
export class HmacKey {
  private readonly inner: Buffer;
  private readonly outer: Buffer;

  /** @param key at most 64 bytes */
  constructor(key: Buffer) {
    this.inner = padded(key, 0x36);
    this.outer = Buffer.concat([padded(key, 0x5c), Buffer.alloc(32)]);
  }

  /** The hexadecimal digest of a text in UTF-16. */
  digestOf(text: string): string {
    const message = Buffer.allocUnsafe(blockBytes + text.length * 2);
    this.inner.copy(message);
    message.write(text, blockBytes, 'utf16le');
    this.outer.write(hash('sha256', message, 'hex'), blockBytes, 'hex');
    return hash('sha256', this.outer, 'hex');
  }
}

function padded(key: Buffer, pad: number): Buffer {
  if (key.length > blockBytes) throw new RangeError('The key must not be longer than a block');
  return Buffer.from(Array.from({ length: blockBytes }, (_, index) => (key[index] ?? 0) ^ pad));
}
