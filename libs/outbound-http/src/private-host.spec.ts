import { describe, expect, it } from '@jest/globals';

import { isPrivateAddress, isPrivateHost } from './private-host.js';

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
