import { BlockList, isIP } from 'node:net';

/** Special-purpose networks (IANA registries), which are not public. */
const privateNetworks = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure's metadata server and DNS, reached from inside of a virtual machine only.
  ['168.63.129.16', 32],
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
  // Loopback, IPv4-compatible, IPv4-translated, NAT64, Teredo and 6to4: the embedded IPv4 address may be private.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  privateNetworks.addSubnet(network, prefix, 'ipv6');
}

/** Addresses of cloud metadata services, which give the credentials of a machine to every program on it. */
const metadataAddresses = new BlockList();
metadataAddresses.addSubnet('169.254.0.0', 16, 'ipv4');
// The same link-local network inside of IPv6: NAT64, 6to4 and the two older forms.
metadataAddresses.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
metadataAddresses.addSubnet('2002:a9fe::', 32, 'ipv6');
metadataAddresses.addSubnet('::a9fe:0', 112, 'ipv6');
metadataAddresses.addSubnet('::ffff:0:a9fe:0', 112, 'ipv6');
metadataAddresses.addAddress('168.63.129.16', 'ipv4');
metadataAddresses.addAddress('100.100.100.200', 'ipv4');
metadataAddresses.addAddress('192.0.0.192', 'ipv4');
metadataAddresses.addAddress('fd00:ec2::254', 'ipv6');
metadataAddresses.addAddress('fd20:ce::254', 'ipv6');

const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
]);

/** Names that only resolve inside a network, for example `printer.local`. */
const privateName =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

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
  const name = plainName(hostname);
  if (isIP(name) !== 0) return isPrivateAddress(name);
  return !name.includes('.') || metadataNames.has(name) || privateName.test(name);
}

/** Whether an address is one of a cloud metadata service; requests to these are never permitted. */
export function isMetadataAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return metadataAddresses.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Whether requests may go to the host of a URL, judged by its name only. Metadata services are refused always, private
 * hosts where they are not permitted; the address a name resolves to is checked when connecting (`lookUpWith`).
 *
 * @param hostname as returned by the URL class, which normalizes IPv4 addresses in any notation
 */
export function permitsHost(hostname: string, allowsPrivate: boolean): boolean {
  const name = plainName(hostname);
  if (metadataNames.has(name) || isMetadataAddress(name)) return false;
  return allowsPrivate || !isPrivateHost(hostname);
}

/** Whether connections to the address are permitted. */
export function permitsAddress(address: string, allowsPrivate: boolean): boolean {
  return !isMetadataAddress(address) && (allowsPrivate || !isPrivateAddress(address));
}

function plainName(hostname: string): string {
  const name = hostname.toLowerCase();
  const inner = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  let end = inner.length;
  while (inner[end - 1] === '.') end -= 1;
  return inner.slice(0, end);
}
