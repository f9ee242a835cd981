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
    [403, 'x', null, 'forbidden', 'request'],
    [403, 'x', 'account_deactivated', 'forbidden', 'account'],
    [403, 'OAuth token has been revoked. Log in again.', null, 'forbidden', 'account'],
    [404, 'model: x', null, 'model_not_found', 'model'],
    [404, 'x', 'model_not_found', 'model_not_found', 'model'],
    [400, "The 'x' model is not supported when using Codex", null, 'model_not_found', 'model'],
    [400, 'The model `a/x` does not exist', null, 'model_not_found', 'model'],
    [400, 'Model Not Exist', null, 'model_not_found', 'model'],
    [404, 'models/x is not found for API version v1beta', null, 'model_not_found', 'model'],
    [404, 'model "x" not found, try pulling it first', null, 'model_not_found', 'model'],
    [400, 'x is not a valid model ID', null, 'model_not_found', 'model'],
    [403, 'Project p does not have access to model `x`', null, 'model_not_found', 'model'],
    [408, 'x', null, 'timeout', 'model'],
    [429, 'slow down', null, 'rate_limited', 'model'],
    [429, 'x', 'insufficient_quota', 'quota_exhausted', 'account'],
    [400, 'Your credit balance is too low to access the API', null, 'quota_exhausted', 'account'],
    [500, 'x', null, 'server_error', 'model'],
    [503, 'x', null, 'overloaded', 'model'],
    [504, 'x', null, 'timeout', 'model'],
    [529, 'x', null, 'overloaded', 'model'],
  ] as const)(
    '%s "%s" %s: the next account; cooldown because of %s',
    (status, text, code, reason, scope) => {
      expect(classifyStatus(status, error(text, code), { model: 'x' })).toMatchObject({
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
    // Names of fields and values of the request, as providers repeat them in their messages.
    [400, 'Your credit balance is too low to access the API: Extra inputs are not permitted'],
    [400, "Unknown parameter: 'insufficient balance'."],
    [400, "Invalid value: 'exceeded your current quota'."],
    [400, 'Insufficient balance: Extra inputs are not permitted'],
    [400, "Unknown parameter: 'unknown model'."],
    [400, 'The model x does not exist: Extra inputs are not permitted'],
    [404, 'Previous response with id "model x not found" not found'],
    [404, 'model: another-one'],
    [400, 'messages.0.content: invalid api key'],
  ])('L5: the account learns nothing from text of a caller: %s "%s"', (status, text) => {
    expect(classifyStatus(status, error(text), { model: 'x' })).toEqual({ kind: 'caller' });
  });

  it.each([
    [{}, 'model'],
    [{ 'anthropic-ratelimit-unified-5h-status': 'rejected' }, 'account'],
    [{ 'anthropic-ratelimit-unified-7d-status': 'rejected' }, 'account'],
    [
      {
        'anthropic-ratelimit-unified-5h-status': 'allowed',
        'anthropic-ratelimit-unified-7d-status': 'allowed_warning',
        'anthropic-ratelimit-unified-7d_opus-status': 'rejected',
      },
      'model',
    ],
  ])('L5: a 429 with the headers %j concerns the %s', (headers, scope) => {
    expect(classifyStatus(429, error('x'), { headers })).toMatchObject({ scope });
  });

  it('L5: a request with too high an output limit does not stop an account with little credit', () => {
    const message =
      'This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford 900.';
    expect(classifyStatus(402, error(message))).toMatchObject({ scope: 'request' });
  });

  it.each([
    [500, 'the input length exceeds the context length', null],
    [413, 'Prompt exceeds max length', '1261'],
    [502, "This model's maximum context length is 8192 tokens. You requested 9000 tokens.", null],
    [503, 'the request exceeds the available context size (8192 tokens)', null],
  ])('case 36: %s "%s" is the fault of the caller, not of the account', (status, text, code) => {
    expect(classifyStatus(status, error(text, code))).toEqual({ kind: 'caller' });
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
    expect(classifyStatus(429, noBalance, { quotaCodes: ['1113'] })).toMatchObject({
      reason: 'quota_exhausted',
    });
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
