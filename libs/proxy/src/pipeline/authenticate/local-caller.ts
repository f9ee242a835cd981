import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

export type LocalRequest = Pick<IncomingMessage, 'socket' | 'headers'> & {
  readonly httpVersion?: string;
};

/** Headers that reverse proxies and CDNs add; every header that begins with one of the prefixes counts, too. */
const proxyHeaders = new Set([
  'cdn-loop',
  'client-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'forwarded',
  'proxy-client-ip',
  'true-client-ip',
  'via',
  'wl-proxy-client-ip',
  'x-appengine-user-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-envoy-external-address',
  'x-proxyuser-ip',
  'x-real-ip',
  'x-varnish',
]);
const proxyHeaderPrefixes = ['cf-', 'tailscale-', 'x-azure-', 'x-forwarded', 'x-original-'];

/**
 * Whether a request comes from a program on this machine, which needs no key while none is configured. Refused are
 * requests of web pages, wherever they come from (any page could use the gateway through the browser), requests for a
 * foreign Host (DNS rebinding), and requests a reverse proxy passed on. A proxy that adds nothing cannot be
 * recognized, except by HTTP/1.0, which nginx speaks by default: behind a proxy a key has to be set.
 */
export function isLocalCaller({ socket, headers, httpVersion }: LocalRequest): boolean {
  if (!isLoopbackAddress(socket.remoteAddress ?? '') || httpVersion === '1.0') return false;
  if (headers.host !== undefined && !isLoopbackHost(`http://${headers.host}`)) return false;
  return !isFromWebPage(headers) && !Object.keys(headers).some(isProxyHeader);
}

/** Browsers send Sec-Fetch-Site with every request; `none` is an address the user has typed. */
function isFromWebPage(headers: IncomingMessage['headers']): boolean {
  const site = headers['sec-fetch-site'];
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) return true;
  return headers.referer !== undefined && !isLoopbackHost(headers.referer);
}

function isProxyHeader(name: string): boolean {
  return proxyHeaders.has(name) || proxyHeaderPrefixes.some((prefix) => name.startsWith(prefix));
}

function isLoopbackAddress(address: string): boolean {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

function isLoopbackHost(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || isLoopbackAddress(host);
}
