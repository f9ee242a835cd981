/** Bytes `start` to `end` are replaced. */
export type Patch = { start: number; end: number; text: string | Buffer };

/** Patches may touch, and one may lie inside the bytes another one takes out. */
export function applyPatches(json: Buffer, patches: readonly Patch[]): Buffer {
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
