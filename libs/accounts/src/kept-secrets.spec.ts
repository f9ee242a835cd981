import { describe, expect, it } from '@jest/globals';

import { refuseMovedSecrets } from './kept-secrets.js';

const account = {
  provider: 'openai',
  authType: 'api_key',
  baseUrl: null,
  apiKeyEnc: 'enc(key)',
  refreshTokenEnc: null,
};
const change = (after: object, given: object = {}, before: object = {}) => {
  const row = { ...account, ...before };
  return () => refuseMovedSecrets(row, { ...row, ...after }, given);
};

describe('refuseMovedSecrets', () => {
  it.each([
    ['another host', { baseUrl: 'https://evil.example/v1' }],
    ['another port', { baseUrl: 'https://api.openai.com:8443/v1' }],
    ['no encryption', { baseUrl: 'http://api.openai.com/v1' }],
    ['a host that begins like the known one', { baseUrl: 'https://api.openai.com.evil.example' }],
    ['another provider', { provider: 'deepseek' }],
    ['an authentication that has another host', { authType: 'oauth' }],
  ])('M1: refuses to send a kept key to %s', (_, after) => {
    expect(change(after)).toThrow(
      expect.objectContaining({ code: 'invalid_request', field: 'apiKey' }),
    );
    expect(change(after, { apiKey: 'sk-given-again' })).not.toThrow();
    expect(change(after, { apiKey: null })).not.toThrow();
  });

  it('M1: asks for the refresh token, too', () => {
    const after = { baseUrl: 'https://evil.example' };
    const before = { refreshTokenEnc: 'enc(token)' };

    expect(change(after, { apiKey: 'new' }, before)).toThrow(
      expect.objectContaining({ field: 'refreshToken' }),
    );
    expect(change(after, { apiKey: 'new', refreshToken: null }, before)).not.toThrow();
  });

  it('M1: the default address after an own one is another host, too', () => {
    const before = { baseUrl: 'https://own.example' };

    expect(change({ baseUrl: null }, {}, before)).toThrow(/api\.openai\.com/);
    expect(change({ provider: 'custom' }, {}, before)).not.toThrow();
  });

  it('keeps the key for another path on the same host, and where there is none', () => {
    expect(change({ baseUrl: 'https://api.openai.com/v2' })).not.toThrow();
    expect(change({ baseUrl: 'https://x.example' }, {}, { apiKeyEnc: null })).not.toThrow();
  });
});
