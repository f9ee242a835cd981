import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { unpack as unpackWithin } from './unpack.js';

const mib = 1024 * 1024;
const maxBytes = 64 * mib;
const unpack = (body: Buffer, encodings: string, limit: number) =>
  unpackWithin(body, encodings, limit, () => undefined);

type Block = { type: 'raw' | 'rle'; size: number; bytes: Buffer };
type FrameOptions = { window?: number; header?: Buffer; magic?: Buffer };

const rle = (size: number): Block => ({ type: 'rle', size, bytes: Buffer.from('a') });
const raw = (bytes: Buffer): Block => ({ type: 'raw', size: bytes.length, bytes });

/** A zstd frame; its window has one byte of descriptor (RFC 8878 §3.1.1.1.2). */
function frame(blocks: readonly Block[], { window = 0x58, header }: FrameOptions = {}): Buffer {
  const parts = [Buffer.from('28b52ffd', 'hex'), header ?? Buffer.from([0, window])];
  blocks.forEach(({ type, size, bytes }, index) => {
    const isLast = index === blocks.length - 1 ? 1 : 0;
    const head = Buffer.alloc(3);
    head.writeUIntLE(isLast | ((type === 'rle' ? 1 : 0) << 1) | (size << 3), 0, 3);
    parts.push(head, bytes);
  });
  return Buffer.concat(parts);
}

const skippable = (size: number): Buffer => {
  const head = Buffer.from('502a4d1800000000', 'hex');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, Buffer.alloc(size)]);
};

describe('unpack', () => {
  it('undoes each encoding, also two of them', async () => {
    const text = Buffer.from('{"model":"m"}'.repeat(1_000));

    await expect(unpack(gzipSync(text), 'gzip', maxBytes)).resolves.toEqual(text);
    await expect(unpack(gzipSync(text), 'X-GZIP, identity', maxBytes)).resolves.toEqual(text);
    await expect(unpack(deflateSync(text), 'deflate', maxBytes)).resolves.toEqual(text);
    await expect(unpack(brotliCompressSync(text), 'br', maxBytes)).resolves.toEqual(text);
    const both = brotliCompressSync(gzipSync(text));
    await expect(unpack(both, 'gzip, br', maxBytes)).resolves.toEqual(text);
  });

  it('unpacks zstd frames of any blocks, and skips what is to be skipped', async () => {
    const block = fc.oneof(
      fc.integer({ min: 0, max: 131_072 }).map(rle),
      fc.uint8Array({ maxLength: 5_000 }).map((bytes) => raw(Buffer.from(bytes))),
    );
    const blocks = fc.array(block, { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(blocks, fc.nat(100), async (list, skipped) => {
        const expected = list.map(({ type, size, bytes }) =>
          type === 'rle' ? Buffer.alloc(size, bytes) : bytes,
        );
        const packed = Buffer.concat([skippable(skipped), frame(list), frame([rle(3)])]);
        const unpacked = await unpack(packed, 'zstd', maxBytes);

        expect(unpacked.equals(Buffer.concat([...expected, Buffer.from('aaa')]))).toBe(true);
      }),
    );
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(40 * mib))],
    ['deflate', deflateSync(Buffer.alloc(40 * mib))],
    ['br', brotliCompressSync(Buffer.alloc(40 * mib))],
    ['zstd', frame(Array.from({ length: 80 }, () => rle(131_072)))],
  ])('H1: refuses %s data that unpacks to far more than its size', async (encoding, bomb) => {
    await expect(unpack(bomb, encoding, maxBytes)).rejects.toMatchObject({
      code: 'payload_too_large',
    });
  });

  it('H1: refuses what unpacks to more than a body may have, whatever the ratio', async () => {
    const body = gzipSync(randomBytes(3 * mib));

    await expect(unpack(body, 'gzip', 2 * mib)).rejects.toMatchObject({
      code: 'payload_too_large',
      message: 'The body unpacks to more than 2 MiB',
    });
    await expect(unpack(body, 'gzip', 4 * mib)).resolves.toHaveLength(3 * mib);
  });

  it('H1: refuses more than two encodings', async () => {
    await expect(unpack(Buffer.alloc(1), 'gzip,gzip,gzip', maxBytes)).rejects.toMatchObject({
      code: 'unsupported_media_type',
    });
  });

  it.each([
    ['a window of 1 GiB', Buffer.from('28b52ffd00a0230000', 'hex')],
    ['a window of 16 MiB', frame([rle(1)], { window: 0x70 })],
    [
      'a single segment of 16 MiB',
      frame([rle(1)], { header: Buffer.from([0b1010_0000, 0, 0, 0, 1]) }),
    ],
    [
      'a single segment of 2^62 bytes',
      frame([rle(1)], { header: Buffer.from([0b1110_0000, 0, 0, 0, 0, 0, 0, 0, 64]) }),
    ],
    ['a dictionary', frame([rle(1)], { header: Buffer.from([1, 0x58, 7]) })],
    ['an RLE block of 2 MiB', frame([rle(2 * mib - 1)])],
    ['a hundred frames', Buffer.concat(Array.from({ length: 100 }, () => frame([rle(1)])))],
    ['a hundred skippable frames', Buffer.concat(Array.from({ length: 100 }, () => skippable(0)))],
    ['ten thousand empty blocks', frame(Array.from({ length: 10_000 }, () => rle(0)))],
  ])('M16: refuses zstd data with %s before unpacking it', async (_name, body) => {
    const startMs = performance.now();

    await expect(unpack(body, 'zstd', maxBytes)).rejects.toMatchObject({
      code: 'payload_too_large',
    });
    expect(performance.now() - startMs).toBeLessThan(200);
  });

  it('answers broken zstd data with invalid_request, wherever it breaks', async () => {
    const whole = frame([raw(Buffer.from('hello')), rle(9)]);
    const cut = fc.integer({ min: 1, max: whole.length - 1 });
    await fc.assert(
      fc.asyncProperty(cut, async (length) => {
        await expect(unpack(whole.subarray(0, length), 'zstd', maxBytes)).rejects.toMatchObject({
          code: 'invalid_request',
        });
      }),
    );
  });
});
