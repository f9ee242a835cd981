import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

import { Decompress } from 'fzstd';

import { GatewayError } from '@codegate/kernel';
import { readRequestHead, type RequestHead } from '@codegate/protocol';

import type { Call } from './call.js';

/** The request as far as the gateway understands it, and its bytes without any transfer coding. */
export type DecodedRequest = RequestHead & { body: Buffer };

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: unpackZstd,
} as const;

/**
 * Undoes the content encoding and parses the body once.
 *
 * @param maxBodyBytes also the limit of the unpacked body, so that a small one cannot unpack to fill the memory
 * @throws GatewayError `invalid_request`, `unsupported_media_type` or `payload_too_large`
 */
export async function decode(call: Call, maxBodyBytes: number): Promise<DecodedRequest> {
  const body = await unpack(call, maxBodyBytes);
  const isLarge = body.length > largeBytes;
  if (isLarge) await setImmediate();
  const head = readRequestHead(call.endpoint, body, call.headers);
  if (isLarge) await setImmediate();
  return Object.assign(head, { body });
}

/** Parsing more than this takes a millisecond and more: before and after it, streams get what is theirs. */
const largeBytes = 256 * 1024;

async function unpack(call: Call, maxBodyBytes: number): Promise<Buffer> {
  const header = call.headers['content-encoding'];
  if (header === undefined || header === 'identity') return call.body;
  let body = call.body;
  for (const encoding of header.split(',').reverse()) {
    body = await unpackOnce(body, encoding.trim().toLowerCase(), maxBodyBytes);
  }
  return body;
}

async function unpackOnce(body: Buffer, encoding: string, maxBodyBytes: number): Promise<Buffer> {
  if (encoding === '' || encoding === 'identity') return body;
  if (!Object.hasOwn(decoders, encoding)) {
    throw new GatewayError(
      'unsupported_media_type',
      `content-encoding ${encoding} is not supported`,
    );
  }
  try {
    return await decoders[encoding as keyof typeof decoders](body, {
      maxOutputLength: maxBodyBytes,
    });
  } catch (cause) {
    const isTooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge
      ? new GatewayError('payload_too_large', 'The unpacked body is too large', { cause })
      : new GatewayError('invalid_request', `The body is not valid ${encoding} data`, { cause });
  }
}

/** Codex sends zstd with ChatGPT logins; Node 20 has none of its own. */
function unpackZstd(
  body: Buffer,
  { maxOutputLength }: { maxOutputLength: number },
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const unpacker = new Decompress((chunk) => {
    bytes += chunk.length;
    if (bytes > maxOutputLength) throw tooLarge();
    chunks.push(chunk);
  });
  // Input in pieces, so that a bomb is noticed before all of it is unpacked.
  for (let from = 0; from < body.length; from += zstdPiece) {
    const to = Math.min(from + zstdPiece, body.length);
    unpacker.push(body.subarray(from, to), to === body.length);
  }
  return Promise.resolve(Buffer.concat(chunks));
}

const zstdPiece = 16 * 1024;

function tooLarge(): Error {
  return Object.assign(new Error('too large'), { code: 'ERR_BUFFER_TOO_LARGE' });
}
