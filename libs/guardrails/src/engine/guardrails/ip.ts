import { isIPv6 } from 'node:net';

import { contextBefore, followsEscape } from '../detect/boundaries.js';
import { defineGuardrail } from '../detect/guardrail.js';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const v4 = new RegExp(`(?:${octet}\\.){3}${octet}(?!\\w|\\.\\d|-\\d|\\.[a-z])`, 'y');
/**
 * Global unicast (2000::/3) and unique local (fc00::/7) addresses. Other addresses only with eight full groups, because
 * a few colons and hexadecimal digits can be many things.
 */
const v6 =
  /(?<![\w:.%-])(?:(?:[23][0-9a-f]{3}|f[cd][0-9a-f]{2})(?::[0-9a-f]{0,4}){2,7}|[0-9a-f]{4}(?::[0-9a-f]{4}){7})(?![\w:]|\.\d)/iy;
/**
 * Words before a version.
 * @maxLength 48
 */
const versionWords =
  /(?:version|versions|\bver|\bv|release|build|revision|assembly|fileversion|productversion|driver|firmware|chrome|safari|firefox|edg|opera|applewebkit|kernel|oid|section|chapter|clause|§|schema|spec|std|standard|802\.\d{1,2}\S*|nuget|package|(?:upgrade|update)[sd]?(?: \w+)? (?:to|from)|since|requires?|dependency)["'\])]{0,3}[ \t]*(?:(?:[:=("'>,]|\bis\b|to|from|<=|~>|\^)+[ \t]*)?["'(]{0,2}$/i;
/**
 * Words before an address that could also be a version.
 * @maxLength 48
 */
const addressWords =
  /(?:\bip(?:v4)?\b|addr|address|host|server|remote|client|peer|gateway|from|source|src|dst|ping|ssh|connect)[\w ]{0,16}["'\])]{0,3}[ \t]*[:=("'>,]*[ \t]*["'([]{0,2}$/i;

/**
 * IP addresses. Not matched: loopback, any, masks, multicast, link-local, documentation, benchmark and
 * reserved blocks, well-known resolvers, addresses of whole networks (`10.0.0.0/8`), versions, OIDs,
 * times, and other text with colons.
 */
export const ip = defineGuardrail({
  id: 'ip',
  name: 'IP addresses',
  description: 'IPv4 and IPv6 addresses of hosts, private ones included',
  group: 'network',
  priority: 65,
  tokenPrefix: 'cgip',
  shapes: ['ipV4', 'ipV6'],
  find({ text, places }, report) {
    for (const start of places.of('ipV4').starts) {
      v4.lastIndex = start;
      if (!v4.test(text)) continue;
      const end = v4.lastIndex;
      if (mayFollow(text, start) && isHost(text, start, end)) report(start, end);
    }
    let done = 0;
    for (const start of places.of('ipV6').starts) {
      if (start < done) continue;
      v6.lastIndex = start;
      const address = v6.exec(text)?.[0];
      if (address === undefined) continue;
      done = start + address.length;
      if (isIPv6(address) && !isReservedV6(address.toLowerCase())) report(start, done);
    }
  },
});

/**
 * Whether an address may follow the text before it: `host=`, `//`, `user@`, an escaped line break; not `v`, `==`, `-`, `/`
 * or another number.
 */
function mayFollow(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  if (/[\w.~^-]/.test(before)) return followsEscape(text, start);
  const further = text.charAt(start - 2);
  if (before === '/')
    return further === '/' || followsHostName(text, start) || isJavaAddress(text, start);
  if (before === '=') return /[\w"']/.test(further) || /\s/.test(further);
  return true;
}

/** `node-31/10.0.31.9`, as Kubernetes and Java print a host; private addresses only, no path. */
function followsHostName(text: string, start: number): boolean {
  return (
    /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(text.slice(start, start + 8)) &&
    /(?:^|[\s"'(=])[a-z][a-z0-9]*[-.][a-z0-9.-]+\/$/.test(
      text.slice(Math.max(0, start - 80), start),
    )
  );
}

/** `refused: /10.0.31.9:9042`, as Java prints an address without a name. */
function isJavaAddress(text: string, start: number): boolean {
  return (
    /[\s(=[]\/$/.test(text.slice(Math.max(0, start - 2), start)) &&
    /^[\d.]{7,15}:\d{2,5}\b/.test(text.slice(start, start + 22))
  );
}

function isHost(text: string, start: number, end: number): boolean {
  const address = text.slice(start, end);
  const octets = address.split('.').map(Number);
  const prefix = /^\/(\d{1,2})(?!\d)/.exec(text.slice(end, end + 4))?.[1];
  if (reservedV4.test(address) || isNetwork(octets, prefix)) return false;
  const before = contextBefore(text, start, 48);
  if (versionWords.test(before)) return false;
  // Decimal numbers in a row: paths of drawings.
  if (/\.\d+ $/.test(before)) return false;
  // 1.2.3.4 and 4.7.12.1 are versions, unless a word before them says that they are addresses.
  const isSmall = octets.every((value) => value < 32) && octets[0] !== 10;
  return (
    !isSmall ||
    addressWords.test(before) ||
    /\/\/$/.test(before) ||
    /^:\d{2,5}\b/.test(text.slice(end, end + 6))
  );
}

/**
 * Blocks without hosts of people: "this network", loopback, link-local, documentation, benchmarks,
 * multicast and reserved (IANA special-purpose registry; RFC 6890, 5737, 2544), and well-known public resolvers.
 */
const reservedV4 = new RegExp(
  '^(?:' +
    [
      '0\\.|127\\.|22[4-9]\\.|2[345]\\d\\.',
      '2\\.5\\.(?:4|29)\\.|169\\.254\\.|192\\.0\\.[02]\\.|198\\.1[89]\\.|198\\.51\\.100\\.|203\\.0\\.113\\.',
      '(?:1\\.1\\.1\\.1|1\\.0\\.0\\.1|8\\.8\\.8\\.8|8\\.8\\.4\\.4|9\\.9\\.9\\.9|149\\.112\\.112\\.112|208\\.67\\.22[02]\\.22[02])$',
    ].join('|') +
    ')',
);

/** `10.0.0.0`, `172.16.0.0/12`: all bits of the host are zero. */
function isNetwork(octets: readonly number[], prefix: string | undefined): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  if (c === 0 && d === 0) return true;
  if (prefix === undefined) return false;
  const hostBits = 32 - Number(prefix);
  const number = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  return hostBits > 0 && number % 2 ** hostBits === 0;
}

/**
 * Documentation (RFC 3849, RFC 9637) and addresses of whole networks. A documentation address with six
 * full groups is matched nevertheless: examples are short, copies of real addresses are not.
 */
function isReservedV6(address: string): boolean {
  const groups = address.split(':').filter((group) => group !== '').length;
  const isExample = /^(?:2001:0?db8|3fff):/.test(address) && groups < 6;
  if (/^(?:f[ef]|00)/.test(address)) return true;
  return isExample || address.endsWith('::') || address.length < 8;
}
