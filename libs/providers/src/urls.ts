import { endpointOf, endpoints, type Dialect, type Endpoint } from '@codegate/protocol';

import type { Provider } from './provider.js';

/** Paths of all endpoints, the longest first: `/messages/count_tokens` before `/messages`. */
const endpointPaths = endpoints
  .map((endpoint) => endpointOf(endpoint).path)
  .sort((a, b) => b.length - a.length);

const versionAtEnd = /\/v\d+(beta\d*)?$/;

/**
 * Joins a root and a path that starts with `/v1`. A root that already ends in a version keeps its version; the path of
 * an endpoint at the end of a root is left out, because users also enter the whole URL of an endpoint as base URL.
 */
export function joinUrl(root: string, path: string): string {
  const base = withoutEndpoint(root.replace(/(?<!\/)\/+$/, ''));
  return versionAtEnd.test(base) ? base + path.replace(/^\/v1(?=\/)/, '') : base + path;
}

function withoutEndpoint(root: string): string {
  const path = endpointPaths.find((each) => root.endsWith(each));
  return path === undefined ? root : root.slice(0, -path.length);
}

/** The root for a wire format: the account's own, or the provider's. */
function rootFor(provider: Provider, dialect: Dialect, baseUrl: string | null): string | null {
  const special = provider.baseUrls?.[dialect];
  if (baseUrl === null) return special ?? provider.baseUrl;
  // Another host is treated as a plain compatible server; the special paths apply on the provider's own host only.
  if (special === undefined || hostOf(special) !== hostOf(baseUrl)) return baseUrl;
  return special;
}

/**
 * The URL for requests of an endpoint.
 *
 * @param baseUrl the account's own root, or null
 * @returns null when this provider has no such endpoint
 */
export function endpointUrl(
  provider: Provider,
  endpoint: Endpoint,
  baseUrl: string | null,
): string | null {
  const path = provider.paths[endpoint];
  const root = rootFor(provider, endpointOf(endpoint).dialect, baseUrl);
  return path === undefined || root === null ? null : joinUrl(root, path);
}

/** The URL of the model list; null when there is none. */
export function modelsUrl(provider: Provider, baseUrl: string | null): string | null {
  const root = baseUrl ?? provider.baseUrl;
  return provider.modelsPath === null || root === null ? null : joinUrl(root, provider.modelsPath);
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
