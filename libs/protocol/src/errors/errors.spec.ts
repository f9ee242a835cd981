import { describe, expect, it } from '@jest/globals';

import { GatewayError } from '@codegate/kernel';

import { errorInsideSuccess, readUpstreamError } from './read-upstream-error.js';
import { readRetryAfterMs } from './retry-after.js';
import { formatOf } from '../registry.js';
import { errorHeaders } from './wire-error.js';

describe('readUpstreamError', () => {
  it.each([
    ['OpenAI', '{"error":{"message":"no","type":"t","code":"c"}}', 'no', 't', 'c'],
    ['Anthropic', '{"type":"error","error":{"type":"t","message":"no"}}', 'no', 't', null],
    ['Cerebras', '{"message":"no","type":"t","param":"p","code":"c"}', 'no', 't', 'c'],
    ['Google', '[{"error":{"code":429,"message":"no","status":"S"}}]', 'no', 'S', '429'],
    ['ChatGPT', '{"detail":"no"}', 'no', null, null],
    ['FastAPI', '{"detail":[{"loc":["body","x"],"msg":"no"}]}', 'body.x: no', null, null],
    ['Z.ai', '{"error":{"code":"1113","message":"no"}}', 'no', null, '1113'],
    ['Ollama', '{"error":"no"}', 'no', null, null],
    ['MiniMax', '{"base_resp":{"status_code":1008,"status_msg":"no"}}', 'no', null, '1008'],
    ['plain text', 'no', 'no', null, null],
    ['HTML', '<html>Bad gateway</html>', 'HTTP 502 from upstream', null, null],
    ['nothing', '', 'HTTP 502 from upstream', null, null],
  ])('reads the shape of %s', (_, body, message, type, code) => {
    expect(readUpstreamError(502, body)).toEqual({ message, type, code });
  });

  it('shows the message of the provider behind OpenRouter', () => {
    const body = JSON.stringify({
      error: {
        code: 400,
        message: 'Provider returned error',
        metadata: { raw: '{"error":{"message":"bad tool"}}', provider_name: 'X' },
      },
    });

    expect(readUpstreamError(400, body).message).toBe('Provider returned error: bad tool');
  });

  it('prefers the machine-readable code in details', () => {
    const body =
      '{"error":{"type":"t","message":"m","details":{"error_code":"ramp_limit_exceeded"}}}';

    expect(readUpstreamError(429, body).code).toBe('ramp_limit_exceeded');
  });

  it('never repeats a key', () => {
    const body = `{"error":{"message":"Incorrect API key provided: sk-${'a1b2'.repeat(8)}."}}`;

    expect(readUpstreamError(401, body).message).toBe('Incorrect API key provided: ***.');
  });
});

describe('errorInsideSuccess', () => {
  it('finds errors that came with status 200', () => {
    expect(errorInsideSuccess({ error: { message: 'no' } })?.message).toBe('no');
    expect(errorInsideSuccess({ base_resp: { status_code: 1002 } })?.code).toBe('1002');
  });

  it('takes a null error for none, as Responses sends it', () => {
    expect(errorInsideSuccess({ error: null, id: 'resp_1' })).toBeNull();
    expect(errorInsideSuccess({ base_resp: { status_code: 0 } })).toBeNull();
  });
});

describe('readRetryAfterMs', () => {
  it.each([
    { 'retry-after': '1e300' },
    { 'retry-after-ms': '9007199254740993' },
    { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' },
  ])('H3: is never longer than a month: %p', (headers) => {
    expect(readRetryAfterMs(headers, 10_000)).toBe(31 * 86_400_000);
  });

  it.each([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '120', 'retry-after': '9' }, 120],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:30 GMT' }, 20_000],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('reads %j', (headers, ms) => {
    expect(readRetryAfterMs(headers, 10_000)).toBe(ms);
  });
});

describe('wire errors', () => {
  it('writes overload as 529 for Anthropic callers and 503 for OpenAI callers', () => {
    const error = new GatewayError('upstream_overloaded', 'busy');

    expect(formatOf('messages').errors.toWireError(error)).toMatchObject({
      status: 529,
      type: 'overloaded_error',
    });
    expect(formatOf('chat').errors.toWireError(error)).toMatchObject({
      status: 503,
      code: 'overloaded',
    });
  });

  it('tells clients not to repeat a wrong key', () => {
    const error = formatOf('messages').errors.toWireError(
      new GatewayError('unauthenticated', 'no'),
    );

    expect(errorHeaders(error)).toEqual({ 'x-should-retry': 'false' });
  });

  it('rounds retry-after up to whole seconds, never to 0', () => {
    const wait = (retryAfterMs: number) =>
      errorHeaders(
        formatOf('chat').errors.toWireError(
          new GatewayError('rate_limited', 'no', { retryAfterMs }),
        ),
      );

    expect(wait(1)).toEqual({ 'retry-after': '1' });
    expect(wait(1_001)).toEqual({ 'retry-after': '2' });
  });

  it('writes the body of each format', () => {
    const error = new GatewayError('invalid_request', 'm', { field: 'model' });

    expect(
      JSON.parse(
        formatOf('messages').errors.writeBody(formatOf('messages').errors.toWireError(error), 'r'),
      ),
    ).toEqual({
      type: 'error',
      error: { type: 'invalid_request_error', message: 'm' },
      request_id: 'r',
    });
    expect(
      JSON.parse(
        formatOf('chat').errors.writeBody(formatOf('chat').errors.toWireError(error), 'r'),
      ),
    ).toEqual({
      error: {
        message: 'm',
        type: 'invalid_request_error',
        param: 'model',
        code: 'invalid_request',
      },
    });
  });

  it('names the type inside the data of a failed Responses stream', () => {
    const error = formatOf('responses').errors.toWireError(
      new GatewayError('upstream_unavailable', 'cut'),
    );
    const event = formatOf('responses').errors.writeEvent(error, 'r', 'resp_1');

    expect(event).toMatch(/^event: response\.failed\ndata: \{"type":"response\.failed"/);
    expect(event).toContain('"id":"resp_1"');
  });
});
