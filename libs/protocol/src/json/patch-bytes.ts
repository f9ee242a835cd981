/** Bytes `start` to `end` are replaced. */
export type Patch = {
  readonly start: number;
  readonly end: number;
  readonly text: string | Buffer;
};

/**
 * Makes the patches, which may touch, and of which one may lie inside the bytes another one takes out.
 *
 * @returns the very bytes that came when there are none
 */
export function applyPatches(json: Buffer, patches: readonly Patch[]): Buffer {
  if (patches.length === 0) return json;
  const parts: Buffer[] = [];
  let from = 0;
  for (const { start, end, text } of [...patches].sort((a, b) => a.start - b.start)) {
    if (start > from) parts.push(json.subarray(from, start));
    if (text.length > 0) parts.push(typeof text === 'string' ? Buffer.from(text) : text);
    from = Math.max(from, end);
  }
  parts.push(json.subarray(from));
  return Buffer.concat(parts);
}
