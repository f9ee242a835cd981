import { describe, expect, it } from '@jest/globals';

import { isPrivateAddress, isPrivateHost, permitsAddress, permitsHost } from './private-host.js';

const hostOf = (url: string) => new URL(url).hostname;

describe('isPrivateHost', () => {
  it.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://017700000001',
    'http://0.0.0.0',
    'http://10.1.2.3',
    'http://100.64.0.1',
    'http://172.31.255.255',
    'http://192.168.0.1',
    'http://169.254.169.254',
    'http://255.255.255.255',
    'http://[::1]',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:a00:1]',
    'http://[64:ff9b::7f00:1]',
    'http://[fd00::1]',
    'http://[fe80::1]',
    'http://localhost',
    'http://LOCALHOST.',
    'http://api.localhost',
    'http://metadata.google.internal',
    'http://printer.local',
    'http://ollama',
  ])('treats %s as private', (url) => {
    expect(isPrivateHost(hostOf(url))).toBe(true);
  });

  it.each([
    'https://api.anthropic.com',
    'https://8.8.8.8',
    'https://172.32.0.1',
    'https://[2606:4700::1111]',
    'https://[::ffff:8.8.8.8]',
    'https://internal.example.com',
    'https://localhost.example.com',
  ])('treats %s as public', (url) => {
    expect(isPrivateHost(hostOf(url))).toBe(false);
  });
});

describe('isPrivateAddress', () => {
  it('does not resolve names', () => {
    expect(isPrivateAddress('localhost')).toBe(false);
  });
});

const metadataHosts = [
  'http://169.254.169.254',
  'http://2852039166',
  'http://0xa9fea9fe',
  'http://[::ffff:169.254.169.254]',
  'http://[::169.254.169.254]',
  'http://[64:ff9b::169.254.169.254]',
  'http://[2002:a9fe:a9fe::1]',
  'http://169.254.170.2',
  'http://168.63.129.16',
  'http://[::ffff:168.63.129.16]',
  'http://100.100.100.200',
  'http://192.0.0.192',
  'http://[fd00:ec2::254]',
  'http://[fd20:ce::254]',
  'http://metadata',
  'http://metadata.google.internal',
  'http://METADATA.google.internal.',
  'http://metadata.goog',
  'http://instance-data',
];

describe('permitsHost', () => {
  it.each(metadataHosts)('L7: refuses %s, also where private hosts are permitted', (url) => {
    expect(permitsHost(hostOf(url), true)).toBe(false);
    expect(permitsHost(hostOf(url), false)).toBe(false);
    expect(isPrivateHost(hostOf(url))).toBe(true);
  });

  it.each([
    'http://[::127.0.0.1]',
    'http://[::ffff:0:127.0.0.1]',
    'http://[::10.0.0.1]',
    'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
    'http://server.localdomain',
  ])('L7: treats %s as private', (url) => {
    expect(permitsHost(hostOf(url), false)).toBe(false);
    expect(permitsHost(hostOf(url), true)).toBe(true);
  });

  it('permits public hosts, and private ones where they are permitted', () => {
    expect(permitsHost('api.anthropic.com', false)).toBe(true);
    expect(permitsHost('127.0.0.1', true)).toBe(true);
    expect(permitsHost('[2001:4860:4860::8888]', false)).toBe(true);
  });
});

describe('permitsAddress', () => {
  it('L7: refuses a metadata service that a name resolves to', () => {
    expect(permitsAddress('169.254.169.254', true)).toBe(false);
    expect(permitsAddress('168.63.129.16', true)).toBe(false);
    expect(permitsAddress('10.0.0.1', true)).toBe(true);
    expect(permitsAddress('10.0.0.1', false)).toBe(false);
    expect(permitsAddress('8.8.8.8', false)).toBe(true);
  });
});
