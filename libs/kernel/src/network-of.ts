import { isIPv6 } from 'node:net';

/**
 * The network to count an address by: a client usually owns a whole IPv6 /64 network, whose first four groups are
 * returned. An IPv4 address is returned as it is.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  const groups = address.includes('::') ? [...first, ...zeros, ...last] : first;
  return groups.slice(0, 4).join(':');
}
