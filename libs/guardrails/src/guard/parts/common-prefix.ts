/** Bytes per comparison: few calls for a megabyte, and little to compare again where two bodies differ. */
const stride = 16 * 1024;

/** Length of the common prefix of two buffers, in bytes. */
export function commonPrefixLength(a: Buffer, b: Buffer): number {
  const limit = Math.min(a.length, b.length);
  let same = 0;
  while (same < limit) {
    const end = Math.min(same + stride, limit);
    if (a.compare(b, same, end, same, end) !== 0) break;
    same = end;
  }
  while (same < limit && a[same] === b[same]) same += 1;
  return same;
}
