/** Unpacked bytes that may come of any number of packed ones. */
const anyRatioBytes = 8 * 1024 * 1024;
/** Beyond these, data may unpack to so many times its size. JSON of conversations unpacks to 3 to 20 times. */
export const maxRatio = 100;
/** More than two content encodings have no use; each costs time. */
export const maxEncodings = 2;

/** The most bytes that packed data may unpack to, whatever other limits say. */
export function unpackedLimit(packedBytes: number): number {
  return Math.max(anyRatioBytes, packedBytes * maxRatio);
}

/** The names in a `content-encoding` header that change the data, in the order they were applied. */
export function contentEncodings(header: string): string[] {
  return header
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
}
