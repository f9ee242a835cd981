import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

import { Decompress } from 'fzstd';

import { GatewayError } from '@codegate/kernel';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: unpackZstd,
} as const;

/**
 * Undoes content encodings, the last one applied first.
 *
 * @param encodings value of `content-encoding`
 * @param maxBytes limit of the unpacked body too, so that a small body cannot unpack to fill the memory
 * @throws GatewayError `invalid_request`, `unsupported_media_type` or `payload_too_large`
 */
export async function unpack(body: Buffer, encodings: string, maxBytes: number): Promise<Buffer> {
  let unpacked = body;
  for (const encoding of encodings.split(',').reverse()) {
    unpacked = await unpackOnce(unpacked, encoding.trim().toLowerCase(), maxBytes);
  }
  return unpacked;
}

async function unpackOnce(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  if (encoding === '' || encoding === 'identity') return body;
  if (!Object.hasOwn(decoders, encoding)) {
    throw new GatewayError(
      'unsupported_media_type',
      `content-encoding ${encoding} is not supported`,
    );
  }
  try {
    return await decoders[encoding as keyof typeof decoders](body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isTooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge
      ? new GatewayError('payload_too_large', 'The unpacked body is too large', { cause })
      : new GatewayError('invalid_request', `The body is not valid ${encoding} data`, { cause });
  }
}

/** Codex sends zstd with ChatGPT logins; Node 20 cannot unpack it. */
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
  // Input in pieces, so that a decompression bomb is noticed before all of it is unpacked.
  for (let from = 0; from < body.length; from += zstdPieceBytes) {
    const to = Math.min(from + zstdPieceBytes, body.length);
    unpacker.push(body.subarray(from, to), to === body.length);
  }
  return Promise.resolve(Buffer.concat(chunks));
}

const zstdPieceBytes = 16 * 1024;

function tooLarge(): Error {
  return Object.assign(new Error('too large'), { code: 'ERR_BUFFER_TOO_LARGE' });
}
