import { describe, expect, it } from '@jest/globals';

import { checkBaseUrl } from './base-url.js';

describe('checkBaseUrl', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['HTTPS://API.example.com:443/a', 'https://api.example.com/a'],
  ])('accepts %s', (text, url) => {
    expect(checkBaseUrl(text, false)).toBe(url);
  });

  it.each([
    ['api.example.com', /must be a URL/],
    ['ftp://api.example.com', /https:\/\/ or http/],
    ['file:///etc/passwd', /https:\/\/ or http/],
    ['https://user:pw@api.example.com', /credentials/],
    ['https://api.example.com/?key=1', /query/],
    ['https://api.example.com/#', /fragment/],
    ['http://127.0.0.1:11434', /ALLOW_PRIVATE_UPSTREAMS/],
  ])('refuses %s', (text, reason) => {
    expect(() => checkBaseUrl(text, false)).toThrow(reason);
  });

  it('L7: refuses the metadata service of a cloud, also when private hosts are permitted', () => {
    expect(() => checkBaseUrl('http://169.254.169.254/latest', true)).toThrow(/metadata/);
    expect(() => checkBaseUrl('http://168.63.129.16', false)).toThrow(/metadata/);
  });

  it('accepts private hosts when they are permitted', () => {
    expect(checkBaseUrl('http://127.0.0.1:11434/', true)).toBe('http://127.0.0.1:11434');
  });
});
