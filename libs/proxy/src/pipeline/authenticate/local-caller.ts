import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const forwardedBy = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const;

/**
 * Whether a request comes from a program on this machine. A request that a reverse proxy passed on does not, and
 * neither does one that a web page made the browser send: its Origin, or through DNS rebinding its Host, is foreign.
 */
export function isLocalCaller({
  socket,
  headers,
}: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  if (!isLoopbackAddress(socket.remoteAddress ?? '')) return false;
  if (forwardedBy.some((name) => headers[name] !== undefined)) return false;
  if (headers.host !== undefined && !isLoopbackHost(`http://${headers.host}`)) return false;
  const { origin } = headers;
  return origin === undefined || isLoopbackHost(origin);
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
