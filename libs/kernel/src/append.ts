/**
 * Adds items to the end of a list. `list.push(...items)` passes each item as an argument, which throws a RangeError above
 * about 120,000 items: callers and upstreams decide how many there are.
 */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
