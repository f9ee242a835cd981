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
  // Translations to IPv4 addresses, which may be private ones.
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

/** Names that only mean something inside a network; `metadata.google.internal` is one of them. */
const privateName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/** Whether an address is not one of the public internet: loopback, private, link-local, multicast and the like. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  // An IPv4 address in IPv6 form is compared as IPv4.
  return privateNetworks.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Whether the host of a URL is this machine or in a private network, as far as its name tells.
 *
 * @param hostname as the URL class gives it: numbers in any notation have become dotted ones
 */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$|\.+$/g, '');
  if (isIP(name) !== 0) return isPrivateAddress(name);
  return !name.includes('.') || privateName.test(name);
}
