import { describe, expect, it } from '@jest/globals';

import { classifyFailure, classifyStatus, statusOfErrorInside } from './classify-failure.js';

describe('classifyStatus and classifyFailure', () => {
  const error = (message: string, code: string | null = null, type: string | null = null) => ({
    message,
    code,
    type,
  });

  it.each([
    [401, 'x', null, 'unauthenticated', 'account'],
    [402, 'x', null, 'quota_exhausted', 'account'],
    [403, 'x', null, 'forbidden', 'account'],
    [404, 'model: claude-x', null, 'model_not_found', 'model'],
    [404, 'x', 'model_not_found', 'model_not_found', 'model'],
    [400, "The 'x' model is not supported when using Codex", null, 'model_not_found', 'model'],
    [400, 'The model `x/y-1` does not exist', null, 'model_not_found', 'model'],
    [403, 'Project p does not have access to model `x`', null, 'model_not_found', 'model'],
    [408, 'x', null, 'timeout', 'account'],
    [429, 'slow down', null, 'rate_limited', 'account'],
    [429, 'x', 'insufficient_quota', 'quota_exhausted', 'account'],
    [400, 'Your credit balance is too low to access the API', null, 'quota_exhausted', 'account'],
    [500, 'x', null, 'server_error', 'account'],
    [503, 'x', null, 'overloaded', 'account'],
    [504, 'x', null, 'timeout', 'account'],
    [529, 'x', null, 'overloaded', 'account'],
  ] as const)(
    '%s "%s" %s: the next account; cooldown because of %s',
    (status, text, code, reason, scope) => {
      expect(classifyStatus(status, error(text, code))).toMatchObject({
        kind: 'next',
        reason,
        scope,
      });
    },
  );

  it.each([
    [400, 'messages: at least one message is required'],
    [404, 'Not Found'],
    [409, 'x'],
    [413, 'x'],
    [422, 'x'],
    [400, "Unsupported parameter: 'max_tokens' is not supported with this model"],
    [400, 'max_tokens: 128000 > 64000, the maximum allowed for model claude-x'],
  ])('%s "%s" is the fault of the caller', (status, text) => {
    expect(classifyStatus(status, error(text))).toEqual({ kind: 'caller' });
  });

  it.each([
    [error('x', null, 'overloaded_error'), 529],
    [error('x', 'rate_limit_exceeded'), 429],
    [error('x', '502'), 502],
    [error('x', '1008'), 402],
    [error('x', null, 'invalid_request_error'), 400],
    [error('x'), 500],
  ])('reads the status an error inside a stream would have had: %j', (inside, status) => {
    expect(statusOfErrorInside(inside, { '1008': 402 })).toBe(status);
  });

  it('knows codes with which a provider says that the account has no credit', () => {
    const noBalance = error('x', '1113');

    expect(classifyStatus(429, noBalance)).toMatchObject({ reason: 'rate_limited' });
    expect(classifyStatus(429, noBalance, ['1113'])).toMatchObject({ reason: 'quota_exhausted' });
  });

  it.each([
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['ECONNREFUSED', 'connection_error'],
    ['ENOTFOUND', 'connection_error'],
  ])('%s is a %s', (code, reason) => {
    const failure = Object.assign(new Error('x'), { code });

    expect(classifyFailure(failure)).toMatchObject({ kind: 'next', reason });
  });
});
