import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import type { Snapshot } from '../directory/snapshot.js';
import { adapt } from './adapt.js';
import { authenticate } from './authenticate.js';
import type { Call } from './call.js';
import type { DecodedRequest } from './decode.js';
import { classifyFailure, classifyStatus, statusOfErrorInside } from './classify-failure.js';
import { isLocalCaller } from './local-caller.js';

const digest = (key: string) => createHash('sha256').update(key).digest();
const aTenant = (enabled = true) => ({ id: 't', name: 'Team', enabled }) as never;
const aWorld = (overrides: Partial<Snapshot>) =>
  ({
    tenantsByKeyHash: new Map(),
    keysByHash: new Map(),
    proxyKeyDigests: [],
    isOpenToLoopback: false,
    outputLimits: new Map(),
    ...overrides,
  }) as unknown as Snapshot;

describe('authenticate', () => {
  const world = aWorld({
    tenantsByKeyHash: new Map([[digest('cgk_team').toString('hex'), aTenant()]]),
    proxyKeyDigests: [digest('global-key')],
  });
  const who = (headers: Record<string, string>, isLocal = true) =>
    authenticate({ headers, isLocal: () => isLocal }, world, 0).tenant?.name ?? 'global';

  it.each([
    [{ 'x-api-key': 'cgk_team' }, 'Team'],
    [{ authorization: 'Bearer cgk_team' }, 'Team'],
    [{ authorization: 'bearer cgk_team' }, 'Team'],
    [{ authorization: 'BEARER  cgk_team ' }, 'Team'],
    [{ 'x-api-key': 'global-key' }, 'global'],
    [{ 'x-api-key': 'other', authorization: 'Bearer cgk_team' }, 'Team'],
  ])('accepts %j', (headers, name) => {
    expect(who(headers)).toBe(name);
  });

  it.each([
    [{}],
    [{ 'x-api-key': 'wrong' }],
    [{ authorization: 'Basic cgk_team' }],
    [{ authorization: 'cgk_team' }],
  ])('refuses %j, also from this machine', (headers) => {
    expect(() => who(headers as Record<string, string>)).toThrow(/Invalid or missing/);
  });

  it('refuses the key of a disabled tenant', () => {
    const closed = aWorld({
      tenantsByKeyHash: new Map([[digest('cgk_team').toString('hex'), aTenant(false)]]),
      isOpenToLoopback: false,
    });

    expect(() =>
      authenticate({ headers: { 'x-api-key': 'cgk_team' }, isLocal: () => true }, closed, 0),
    ).toThrow();
  });

  it('serves only callers on this machine while no key is configured', () => {
    const open = aWorld({ isOpenToLoopback: true });

    expect(
      authenticate({ headers: { 'x-api-key': 'any' }, isLocal: () => true }, open, 0).tenant,
    ).toBeNull();
    expect(() => authenticate({ headers: {}, isLocal: () => false }, open, 0)).toThrow(
      /No proxy key/,
    );
  });
});

describe('isLocalCaller', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
    isLocalCaller({ socket: { remoteAddress }, headers } as never);

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('knows %s', (address) => {
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

describe('adapt', () => {
  const request = (endpoint: Call['endpoint'], text: string, limits: [string, number][] = []) => {
    const json = JSON.parse(text) as { model: string; stream?: boolean };
    return [
      { endpoint } as Call,
      {
        json,
        model: json.model,
        stream: json.stream === true,
        outputLimits: limits.map(([field, tokens]) => ({ field, tokens })),
        body: Buffer.from(text),
      } as unknown as DecodedRequest,
    ] as const;
  };
  const limited = aWorld({ outputLimits: new Map([['small', 100]]) });

  it('keeps the bytes when nothing has to change', () => {
    const [call, decoded] = request('messages', '{ "model":"m",  "x":1e2}');

    expect(adapt(call, decoded, 'm', limited).body).toBe(decoded.body);
  });

  it('clamps the output by the limit of the target model, not of the asked one (B18)', () => {
    const [call, decoded] = request('messages', '{"model":"big","max_tokens":5000}', [
      ['max_tokens', 5000],
    ]);

    expect(adapt(call, decoded, 'small', limited).body.toString()).toBe(
      '{"model":"small","max_tokens":100}',
    );
  });

  it('does not apply a limit to a model whose name only begins the same (B18)', () => {
    const [call, decoded] = request('messages', '{"model":"small-2","max_tokens":5000}', [
      ['max_tokens', 5000],
    ]);

    expect(adapt(call, decoded, 'small-2', limited).body).toBe(decoded.body);
  });

  it('keeps the thinking budget below a clamped max_tokens', () => {
    const text =
      '{"model":"small","max_tokens":5000,"thinking":{"type":"enabled","budget_tokens":4000}}';
    const [call, decoded] = request('messages', text, [['max_tokens', 5000]]);

    expect(JSON.parse(adapt(call, decoded, 'small', limited).body.toString())).toMatchObject({
      max_tokens: 100,
      thinking: { type: 'enabled', budget_tokens: 99 },
    });
  });

  it('asks a Chat stream for its usage and remembers that the caller did not (B16)', () => {
    const [call, decoded] = request('chat', '{"model":"m","stream":true,"stream_options":{"a":1}}');
    const adapted = adapt(call, decoded, 'm', limited);

    expect(JSON.parse(adapted.body.toString())).toMatchObject({
      stream_options: { a: 1, include_usage: true },
    });
    expect(adapted.hidesUsage).toBe(true);
  });

  it('leaves a Chat stream alone that asks for its usage itself', () => {
    const text = '{"model":"m","stream":true,"stream_options":{"include_usage":true}}';
    const [call, decoded] = request('chat', text);

    expect(adapt(call, decoded, 'm', limited)).toEqual({
      body: decoded.body,
      hidesUsage: false,
      changes: [],
    });
  });
});

describe('judge', () => {
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
    '%s "%s" %s: the next account, this one rests for %s',
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
  ])('%s "%s" is for the caller to mend', (status, text) => {
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
    expect(statusOfErrorInside(inside)).toBe(status);
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
