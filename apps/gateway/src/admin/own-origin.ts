import type { IncomingHttpHeaders } from 'node:http';

/** Websites besides the own one that may use the API, and the address the own one has behind a proxy. */
export type Origins = {
  readonly allowed: ReadonlySet<string>;
  readonly publicUrl: string | undefined;
};

/** Any request with this header was made by a program of ours: other websites have to ask before they may send it. */
export const csrfHeader = 'x-codegate-csrf';

/**
 * Where a request that changes something comes from, by what the browser says, which websites cannot forge.
 * `unknown`: not from a browser, or from one that says nothing.
 */
export function comesFrom(
  headers: IncomingHttpHeaders,
  { allowed, publicUrl }: Origins,
): 'here' | 'elsewhere' | 'unknown' {
  const { origin, host } = headers;
  if (origin !== undefined && allowed.has(origin)) return 'here';
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'here' : 'elsewhere';
  if (origin === undefined) return 'unknown';
  const own = [host, publicUrl && new URL(publicUrl).host];
  return URL.canParse(origin) && own.includes(new URL(origin).host) ? 'here' : 'elsewhere';
}
