import { describe, expect, it } from '@jest/globals';

import { isLocalCaller } from './local-caller.js';

describe('isLocalCaller', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
    isLocalCaller({ socket: { remoteAddress }, headers } as never);

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('accepts %s', (address) => {
    expect(from(address, { host: 'localhost:9212' })).toBe(true);
  });

  it.each([
    ['another machine', '10.0.0.5', {}],
    ['a request passed on by a reverse proxy', '127.0.0.1', { 'x-forwarded-for': '8.8.8.8' }],
    ['DNS rebinding', '127.0.0.1', { host: 'evil.example:9212' }],
    ['a web page', '127.0.0.1', { host: 'localhost:9212', origin: 'https://evil.example' }],
    ['an opaque origin', '127.0.0.1', { origin: 'null' }],
  ])('does not take %s for a local program', (_, address, headers) => {
    expect(from(address, headers as Record<string, string>)).toBe(false);
  });
});
