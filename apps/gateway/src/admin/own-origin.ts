import type { IncomingHttpHeaders } from 'node:http';

/** Other origins that may use the API, and the public URL of this one behind a reverse proxy. */
export type Origins = {
  readonly allowed: ReadonlySet<string>;
  readonly publicUrl: string | undefined;
};

/** A request with this header is not from another website: browsers require a CORS preflight for it. */
export const csrfHeader = 'x-codegate-csrf';

/**
 * The origin of a request that changes something, from headers a website cannot forge. `unknown`: not from a browser,
 * or the browser does not send them.
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
