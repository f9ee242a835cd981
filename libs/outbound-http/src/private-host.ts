import { BlockList, isIP } from 'node:net';

const privateNetworks = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  privateNetworks.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  // NAT64 and 6to4 prefixes: the embedded IPv4 address may be private.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  privateNetworks.addSubnet(network, prefix, 'ipv6');
}

/** Names that only resolve inside a network, for example `metadata.google.internal`. */
const privateName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/** Whether an address is not public: loopback, private, link-local, multicast or reserved. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  // BlockList compares an IPv4-mapped IPv6 address as IPv4.
  return privateNetworks.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Whether the host of a URL is this machine or in a private network, judged by its name only (no DNS lookup).
 *
 * @param hostname as returned by the URL class, which normalizes IPv4 addresses in any notation
 */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$|\.+$/g, '');
  if (isIP(name) !== 0) return isPrivateAddress(name);
  return !name.includes('.') || privateName.test(name);
}
