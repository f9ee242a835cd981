import type { Transform } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { Decompress } from 'fzstd';

import { GatewayError } from '@codegate/kernel';

import { contentEncodings, maxEncodings, maxRatio, unpackedLimit } from '../unpack-ratio.js';
import { zstdBlockEnds, ZstdLimitError } from './zstd-blocks.js';

const mib = 1024 * 1024;
/** Output per step: each takes a turn of the event loop, so on a busy one small steps would take very long. */
const chunkSizeOf = (packed: Buffer): number =>
  Math.min(mib, Math.max(64 * 1024, packed.length * 16));
/** Unpacking on the event loop gives way to other requests after this time. */
const turnMs = 3;

/** Called with the bytes of each step, before they are kept; throws when they are too many. */
type Grow = (bytes: number) => void;
type Unpack = (body: Buffer, grow: Grow) => Promise<Buffer>;

const unpackers: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ['gzip', (body, grow) => throughZlib(createGunzip, body, grow)],
  ['x-gzip', (body, grow) => throughZlib(createGunzip, body, grow)],
  ['deflate', (body, grow) => throughZlib(createInflate, body, grow)],
  ['br', (body, grow) => throughZlib(createBrotliDecompress, body, grow)],
  ['zstd', unpackZstd],
]);

class TooLargeError extends Error {}

/**
 * Undoes content encodings, the last one applied first, in steps between which other requests are served.
 *
 * @param encodings value of `content-encoding`
 * @param maxBytes limit of the unpacked body too; a small body has a lower one
 * @param grow counts the memory of the unpacked bytes
 * @throws GatewayError `invalid_request`, `unsupported_media_type` or `payload_too_large`
 */
export async function unpack(
  body: Buffer,
  encodings: string,
  maxBytes: number,
  grow: (bytes: number) => void,
): Promise<Buffer> {
  const names = contentEncodings(encodings);
  if (names.length > maxEncodings) {
    const message = `content-encoding: at most ${maxEncodings} encodings are supported`;
    throw new GatewayError('unsupported_media_type', message);
  }
  let unpacked = body;
  for (const name of names.reverse()) unpacked = await unpackOnce(unpacked, name, maxBytes, grow);
  return unpacked;
}

async function unpackOnce(
  body: Buffer,
  name: string,
  maxBytes: number,
  grow: Grow,
): Promise<Buffer> {
  const unpacker = unpackers.get(name);
  if (!unpacker) {
    const message = `content-encoding ${name.slice(0, 100)} is not supported`;
    throw new GatewayError('unsupported_media_type', message);
  }
  const limit = Math.min(maxBytes, unpackedLimit(body.length));
  let unpacked = 0;
  const note = (bytes: number): void => {
    unpacked += bytes;
    if (unpacked > limit) throw new TooLargeError();
    grow(bytes);
  };
  try {
    return await unpacker(body, note);
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    if (cause instanceof TooLargeError) {
      const isRatio = limit < maxBytes;
      const bound = isRatio ? `${maxRatio} times its size` : `${Math.floor(maxBytes / mib)} MiB`;
      const message = `The body unpacks to more than ${bound}`;
      throw new GatewayError('payload_too_large', message, { cause });
    }
    if (cause instanceof ZstdLimitError) {
      const message = `The body is zstd data with ${cause.message}, which is not supported`;
      throw new GatewayError('payload_too_large', message, { cause });
    }
    throw new GatewayError('invalid_request', `The body is not valid ${name} data`, { cause });
  }
}

/** Unpacks in the thread pool of Node. */
async function throughZlib(
  create: (options: { chunkSize: number }) => Transform,
  body: Buffer,
  grow: Grow,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const stream = create({ chunkSize: chunkSizeOf(body) });
  stream.end(body);
  // Leaving the loop destroys the stream.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    grow(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Codex sends zstd with ChatGPT logins; Node 20 cannot unpack it. */
async function unpackZstd(body: Buffer, grow: Grow): Promise<Buffer> {
  const ends = zstdBlockEnds(body);
  const chunks: Uint8Array[] = [];
  const unpacker = new Decompress((chunk) => {
    grow(chunk.length);
    chunks.push(chunk);
  });
  let from = 0;
  let turnEndsMs = performance.now() + turnMs;
  for (const end of ends) {
    unpacker.push(body.subarray(from, end));
    from = end;
    if (performance.now() < turnEndsMs) continue;
    await setImmediate();
    turnEndsMs = performance.now() + turnMs;
  }
  unpacker.push(body.subarray(from), true);
  return Buffer.concat(chunks);
}
