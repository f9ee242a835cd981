/** Bytes compared at once: few calls for a megabyte, and not much to read again where two bodies part. */
const stride = 16 * 1024;

/** How many bytes two buffers have in common at their beginning. */
export function commonPrefixLength(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same < most) {
    const end = Math.min(same + stride, most);
    if (a.compare(b, same, end, same, end) !== 0) break;
    same = end;
  }
  while (same < most && a[same] === b[same]) same += 1;
  return same;
}
