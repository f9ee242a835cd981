import type { JsonObject } from '@codegate/kernel';

/** The list with each item changed; the same list when none changes. */
export function mapArray(
  list: readonly unknown[],
  change: (item: unknown) => unknown,
): readonly unknown[] {
  const changed = list.map(change);
  return changed.some((item, index) => item !== list[index]) ? changed : list;
}

/**
 * The object with each value changed, and each key renamed; the same object when nothing changes. The order stays. Any
 * key is allowed, `__proto__` as well.
 */
export function mapMembers(
  object: JsonObject,
  change: (value: unknown, key: string) => unknown,
  rename?: (key: string) => string,
): JsonObject {
  let values: Map<string, unknown> | undefined;
  let names: Map<string, string> | undefined;
  for (const key of Object.keys(object)) {
    const name = rename ? rename(key) : key;
    if (name !== key) (names ??= new Map()).set(key, name);
    const value = change(object[key], key);
    if (value !== object[key]) (values ??= new Map()).set(key, value);
  }
  if (!values && !names) return object;
  // Object.fromEntries defines own properties, also for `__proto__`.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      names?.get(key) ?? key,
      values?.has(key) ? values.get(key) : value,
    ]),
  );
}
