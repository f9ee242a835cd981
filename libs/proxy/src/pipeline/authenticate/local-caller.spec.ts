import { describe, expect, it } from '@jest/globals';

import { isLocalCaller } from './local-caller.js';

const host = 'localhost:9212';

describe('isLocalCaller', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}, httpVersion = '1.1') =>
    isLocalCaller({ socket: { remoteAddress }, headers, httpVersion } as never);

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('accepts %s', (address) => {
    expect(from(address, { host })).toBe(true);
  });

  it.each<Record<string, string>>([
    { 'user-agent': 'claude-cli/2.0', 'x-stainless-lang': 'js', 'anthropic-version': '2023-06-01' },
    { 'user-agent': 'codex', originator: 'codex_cli_rs', session_id: 'x' },
    // Node's own fetch sends this one.
    { 'sec-fetch-mode': 'cors', 'accept-language': '*' },
    { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
    { 'http-referer': 'https://app.example', 'x-title': 'App' },
    { 'x-request-id': '1', traceparent: '00-1-1-01' },
  ])('accepts a program that sends %j', (headers) => {
    expect(from('127.0.0.1', { host, ...headers })).toBe(true);
  });

  it.each([
    ['another machine', '10.0.0.5', { host }],
    ['DNS rebinding', '127.0.0.1', { host: 'evil.example:9212' }],
    ['a web page', '127.0.0.1', { host, origin: 'https://evil.example' }],
    ['an opaque origin', '127.0.0.1', { host, origin: 'null' }],
  ])('does not take %s for a local program', (_, address, headers) => {
    expect(from(address, headers as Record<string, string>)).toBe(false);
  });

  it.each<Record<string, string>>([
    { origin: 'http://localhost:3000' },
    { origin: 'http://localhost:9212' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin' },
    { referer: 'https://evil.example/page' },
  ])('L4: does not take a web page for a local program: %j', (headers) => {
    expect(from('127.0.0.1', { host, ...headers })).toBe(false);
  });

  it.each([
    'forwarded',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-real-ip',
    'via',
    'cf-connecting-ip',
    'cf-ray',
    'true-client-ip',
    'x-client-ip',
    'x-cluster-client-ip',
    'x-original-forwarded-for',
    'x-original-host',
    'x-envoy-external-address',
    'x-azure-clientip',
    'fastly-client-ip',
    'cdn-loop',
    'tailscale-user-login',
  ])('L4: does not take what a proxy passed on with %s for a local program', (name) => {
    expect(from('127.0.0.1', { host, [name]: '127.0.0.1' })).toBe(false);
  });

  it('L4: refuses HTTP/1.0, which a plain proxy_pass of nginx speaks', () => {
    expect(from('127.0.0.1', { host }, '1.0')).toBe(false);
  });
});
