import { textsFoundBy } from './detections.testing.js';

const valuesIn = textsFoundBy('ip');

describe('IP addresses', () => {
  it.each([
    [
      'eight groups',
      'ip c01f:c45a:4cfc:5adc:301a:dc6f:c8ca:e518',
      'c01f:c45a:4cfc:5adc:301a:dc6f:c8ca:e518',
    ],
    ['an address in a log', 'from 83.12.44.9 port 22', '83.12.44.9'],
    ['a URL', 'http://10.1.2.3:8080/x', '10.1.2.3'],
    ['a private address', 'server at 192.168.1.100', '192.168.1.100'],
    ['a setting', 'host=172.16.5.9', '172.16.5.9'],
    ['the end of a sentence', 'Accepted from 192.168.1.20.', '192.168.1.20'],
    ['a target of ssh', 'ssh deploy@52.14.88.101', '52.14.88.101'],
    ['a column of CSV', '4,192.168.1.20,x', '192.168.1.20'],
    ['a small address said to be one', 'host: 4.3.2.1', '4.3.2.1'],
    ['IPv6', '2a02:8109:9a40:1234::5', '2a02:8109:9a40:1234::5'],
    ['IPv6 in brackets', '[2606:4700::1111]:443', '2606:4700::1111'],
    [
      'a documentation address in full',
      '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
      '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
    ],
    ['behind an escaped line feed', '\\n192.168.1.20', '192.168.1.20'],
    ['a node of Kubernetes', 'Node: node-31-9/10.0.31.9', '10.0.31.9'],
    ['Java', 'refused: /10.226.50.44:9042', '10.226.50.44'],
  ])('finds %s', (_case, text, value) => {
    expect(valuesIn(text)).toEqual([value]);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['any address', '0.0.0.0'],
    ['a mask', '255.255.255.0'],
    ['a version', 'Version 10.0.19041.1'],
    ['a small version', '4.7.12.1'],
    ['a v', 'v10.20.30.40'],
    ['a user agent', 'Chrome/120.0.6099.71'],
    ['an assembly', 'AssemblyVersion("4.12.31.2")'],
    ['a pinned package', 'pkg==10.2.3.40'],
    ['an archive', 'pkg-10.2.3.40.tgz'],
    ['a part above 255', '6.0.300.1'],
    ['an OID', '1.3.6.1.4.1.311'],
    ['a network', '10.0.0.0/8'],
    ['another network', '172.16.32.0/20'],
    ['link-local (cloud metadata)', '169.254.169.254'],
    ['documentation', '203.0.113.7'],
    ['a resolver', '8.8.8.8'],
    ['a MAC address', '12:34:56:78:9a:bc'],
    ['a clock', '12:34:56'],
    ['C++', 'std::vector<a::b>'],
    ['hex identifiers', 'be::ad'],
    ['IPv6 loopback', '::1'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 documentation', '2001:db8::1'],
    ['a fingerprint', 'AB:CD:EF:01:23:45:67:89:AB:CD:EF:01'],
    ['path data', '2.12 3.51.98.32 2.03.5'],
    ['a pseudo-element', 'a::before'],
    ['a product', 'Agent/10.0.31.9'],
    ['the version in a path', 'cache/tool-x/lib/10.0.31.9'],
  ])('leaves alone %s', (_case, text) => {
    expect(valuesIn(text)).toEqual([]);
  });

  it('C1: signs of comparison before an address take no exponential time', () => {
    const text = `version${'='.repeat(38)}a 10.1.2.3\n`.repeat(500);
    const before = process.cpuUsage();
    valuesIn(text);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
  });
});
