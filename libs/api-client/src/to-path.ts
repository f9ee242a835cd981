type QueryValue = string | number | boolean | null | undefined;
export type QueryValues = Readonly<Record<string, QueryValue | readonly QueryValue[]>>;

/**
 * The path with its parameters and the query.
 *
 * @throws TypeError for a parameter that would make another path of it: empty, `.` or `..`
 */
export function toPath(
  template: string,
  parameters: Readonly<Record<string, string>> = {},
  query: QueryValues = {},
): string {
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    // URLs swallow dots even when they are encoded, and DELETE /api/logs/ is not DELETE of one log.
    if (value === undefined || /^\.{0,2}$/.test(value)) {
      throw new TypeError(`The path parameter ${name} is missing or cannot be part of a path`);
    }
    return encodeURIComponent(value);
  });
  const search = toSearch(query);
  return search === '' ? path : `${path}?${search}`;
}

function toSearch(query: QueryValues): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null) search.append(name, String(one));
    }
  }
  return search.toString();
}
