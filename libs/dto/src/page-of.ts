/** One page of a list that is short enough to be read as a whole. */
export function pageOf<T>(
  all: readonly T[],
  { limit, offset }: { limit: number; offset: number },
): { items: T[]; total: number } {
  return { items: all.slice(offset, offset + limit), total: all.length };
}
