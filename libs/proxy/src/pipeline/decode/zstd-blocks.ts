/** Why a zstd body is not unpacked. */
export class ZstdLimitError extends Error {
  override readonly name = 'ZstdLimitError';
}

const mib = 1024 * 1024;
/** RFC 9659: a window of an HTTP content encoding is at most 8 MiB, also that of a frame in a single segment. */
const maxWindowBytes = 8 * mib;
/** RFC 8878 §3.1.1.2.4 */
const maxBlockBytes = 128 * 1024;
/** A client sends one frame; a few more are legal. Each costs a window. */
const maxFrames = 8;
/** Each block costs the unpacker a copy of the window, so small ones must not be many. */
const blocksWithoutInput = 64;
const leastBytesPerBlock = 512;

const zstdMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;
const raw = 0;
const rle = 1;
const compressed = 2;

/**
 * Reads the headers of frames and blocks (RFC 8878 §3.1) without unpacking anything, and refuses what would take far
 * more memory or time than its bytes: large windows, oversized blocks, many frames, many tiny blocks, dictionaries.
 *
 * @returns where each block ends, so that the body can be unpacked in steps of at most 128 KiB
 * @throws ZstdLimitError when a limit is exceeded, Error when it is not zstd
 */
export function zstdBlockEnds(body: Buffer): number[] {
  const ends: number[] = [];
  let frames = 0;
  let at = 0;
  while (at < body.length) {
    frames += 1;
    if (frames > maxFrames) throw new ZstdLimitError(`more than ${maxFrames} frames`);
    const magic = body.readUInt32LE(at);
    if ((magic & 0xfffffff0) >>> 0 === skippableMagic) {
      at += 8 + body.readUInt32LE(at + 4);
      ends.push(Math.min(at, body.length));
      continue;
    }
    if (magic !== zstdMagic) throw new Error('no zstd frame');
    at = readFrame(body, at, ends);
  }
  if (at > body.length) throw new Error('the last frame is not complete');
  return ends;
}

function readFrame(body: Buffer, start: number, ends: number[]): number {
  const descriptor = body.readUInt8(start + 4);
  if ((descriptor & 0b1000) !== 0) throw new Error('a reserved bit is set');
  const isSingleSegment = (descriptor & 0b10_0000) !== 0;
  const hasChecksum = (descriptor & 0b100) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 0b11] ?? 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
  let at = start + 5;
  let windowBytes = 0;
  if (!isSingleSegment) {
    windowBytes = windowOf(body.readUInt8(at));
    at += 1;
  }
  if (dictionaryBytes > 0 && body.readUIntLE(at, dictionaryBytes) !== 0) {
    throw new ZstdLimitError('a dictionary');
  }
  at += dictionaryBytes;
  const contentBytes = contentSizeOf(body, at, sizeBytes);
  if (isSingleSegment) windowBytes = contentBytes;
  if (windowBytes > maxWindowBytes) throw new ZstdLimitError('a window of more than 8 MiB');
  at += sizeBytes;
  at = readBlocks(body, at, Math.min(windowBytes, maxBlockBytes), ends);
  return hasChecksum ? at + 4 : at;
}

function readBlocks(body: Buffer, start: number, blockLimit: number, ends: number[]): number {
  let at = start;
  for (;;) {
    const header = body.readUIntLE(at, 3);
    const type = (header >> 1) & 0b11;
    const size = header >> 3;
    const isKnown = type === raw || type === rle || type === compressed;
    if (!isKnown || size > blockLimit) throw new ZstdLimitError('a block of more than 128 KiB');
    at += 3 + (type === rle ? 1 : size);
    if (at > body.length) throw new Error('the last block is not complete');
    ends.push(at);
    if (ends.length > blocksWithoutInput + at / leastBytesPerBlock) {
      throw new ZstdLimitError('too many small blocks');
    }
    if ((header & 1) !== 0) return at;
  }
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 0b111);
}

function contentSizeOf(body: Buffer, at: number, bytes: number): number {
  if (bytes === 0) return 0;
  if (bytes === 8) return Number(body.readBigUInt64LE(at));
  return body.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}
