type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the fields without a value, so that absent and undefined are the same. */
export function omitUndefined<T extends object>(fields: T): Defined<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
