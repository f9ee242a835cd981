/** The intersection of two tenant limits; null means no limit. */
export function narrowTenants(
  a: readonly string[] | null,
  b: readonly string[] | null,
): readonly string[] | null {
  if (a === null) return b;
  return b === null ? a : a.filter((id) => b.includes(id));
}
