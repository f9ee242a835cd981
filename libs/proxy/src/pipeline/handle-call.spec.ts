import { once } from 'node:events';
import { connect } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import {
  breaking,
  failing,
  hanging,
  json,
  message,
  messageEvents,
  streaming,
  type UpstreamHandler,
} from '../testing/fake-upstream.js';
import { PipelineHarness, tenantKey, type HarnessOptions } from '../testing/pipeline-harness.js';

let harness: PipelineHarness;
const start = async (options?: HarnessOptions) => (harness = await PipelineHarness.start(options));
afterEach(() => harness.stop());

const aRequest = (more: object = {}) => ({
  model: 'claude-sonnet-4-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hi' }],
  ...more,
});
const limited = { maxConcurrent: 1, tokensPerMinute: 10_000 };
const two = [{ id: 'a' }, { id: 'b' }];

/** Nothing is reserved any more, and the next request is admitted. */
async function expectNothingReserved(tokens: number): Promise<void> {
  await harness.settled();
  expect(harness.slotsInUse).toBe(0);
  expect(harness.tokensTaken).toBe(tokens);
  expect(harness.openReservations.size).toBe(0);
}

describe('handleCall', () => {
  it('passes a request through and records it before the client gets the response', async () => {
    await start({ tenant: limited });
    const response = await harness.send(aRequest());
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ content: [{ text: 'Hello' }] });

    expect(JSON.parse(harness.upstream.calls[0]!.body)).toEqual(aRequest());
    expect(harness.upstream.calls[0]!.headers['x-api-key']).toBe('key-of-a');
    expect(harness.ledgerCalls).toEqual(['record', 'durable']);
    expect(harness.usage).toMatchObject([{ accountId: 'a', inputTokens: 10, outputTokens: 5 }]);
    expect(harness.logs).toMatchObject([{ statusCode: 200, accountName: 'account a' }]);
    await expectNothingReserved(15);
  });

  it('refuses an unknown key in the dialect of the client, before it reads the body', async () => {
    await start();
    const response = await harness.send(aRequest(), { headers: { 'x-api-key': 'wrong' } });

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'authentication_error' },
    });
    expect(harness.upstream.calls).toEqual([]);
  });

  it('uses the snapshot the request began with, also when it changes while it runs', async () => {
    await start();
    harness.upstream.respond('a', (call, response) => {
      harness.snapshot = { ...harness.snapshot, prices: new Map(), accounts: new Map() };
      message('Hello')(call, response);
    });
    const response = await harness.send(aRequest());

    expect(response.status).toBe(200);
    expect(harness.usage[0]?.costMicroUsd).toBeGreaterThan(0);
  });

  it('records the refusals of the plan as one error when no account can be asked', async () => {
    await start({ accounts: [{ id: 'a', enabled: false }] });
    const response = await harness.send(aRequest());

    expect(response.status).toBe(529);
    expect(harness.logs).toMatchObject([{ statusCode: 529, accountId: null }]);
  });
});

const modelNotFound: UpstreamHandler = (call, response) => {
  const { model } = JSON.parse(call.body) as { model: string };
  const error = { type: 'not_found_error', message: `model: ${model}` };
  json(404, { type: 'error', error })(call, response);
};

describe('failover', () => {
  it('asks the accounts in the order of the plan and each once', async () => {
    await start({ accounts: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    harness.upstream.respond('a', failing(500));
    harness.upstream.respond('b', failing(529));
    const response = await harness.send(aRequest());

    expect(response.status).toBe(200);
    expect(response.headers.get('x-proxy-strategy')).toBe('direct+failover');
    expect(harness.upstream.asked).toEqual(['a', 'b', 'c']);
    expect(JSON.parse(harness.logs[0]!.attempts!)).toMatchObject([
      { account: 'account a', status: 500, reason: 'server_error' },
      { account: 'account b', status: 529, reason: 'overloaded' },
    ]);
    expect(Object.fromEntries(harness.statuses)).toEqual({ a: 'error', b: 'error', c: 'active' });
  });

  it('does not ask another account for what is the fault of the caller', async () => {
    await start({ accounts: two });
    harness.upstream.respond('a', failing(400));

    expect((await harness.send(aRequest())).status).toBe(400);
    expect(harness.upstream.asked).toEqual(['a']);
    expect(harness.statuses.size).toBe(0);
  });

  it.each([
    ['the account', failing(401), 'claude-haiku-4-5', ['a', 'b', 'b']],
    ['L5: only the model at it', failing(429), 'claude-haiku-4-5', ['a', 'b', 'a', 'b']],
    ['L5: only the model at it', failing(500), 'claude-haiku-4-5', ['a', 'b', 'a', 'b']],
    ['L5: nothing', failing(403), 'claude-sonnet-4-5', ['a', 'b', 'a', 'b']],
    ['only the model at it', modelNotFound, 'claude-haiku-4-5', ['a', 'b', 'a', 'b']],
  ])('puts %s into cooldown', async (_, response, otherModel, asked) => {
    await start({ accounts: two });
    harness.upstream.respond('a', response);
    await harness.send(aRequest());
    await harness.send(aRequest({ model: otherModel }));

    expect(harness.upstream.asked).toEqual(asked);
  });

  it('keeps a wait the provider asked for, and states the earliest end of all', async () => {
    await start({ accounts: two });
    harness.upstream.respond('a', failing(429, { 'retry-after': '60' }));
    harness.upstream.respond('b', failing(429, { 'retry-after': '20' }));
    const first = await harness.send(aRequest());
    expect(first.status).toBe(429);
    expect(first.headers.get('retry-after')).toBe('20');

    const second = await harness.send(aRequest());
    expect(second.headers.get('retry-after')).toBe('20');
    expect(harness.upstream.asked).toEqual(['a', 'b']);
  });

  it('leaves out a field the upstream refused, at once and in later requests', async () => {
    await start();
    harness.upstream.respond('a', (call, response) => {
      const refused = 'top_k: Extra inputs are not permitted';
      const isRefused = 'top_k' in (JSON.parse(call.body) as object);
      const respond = isRefused
        ? json(400, { type: 'error', error: { type: 'invalid_request_error', message: refused } })
        : message('Hello');
      respond(call, response);
    });
    expect((await harness.send(aRequest({ top_k: 5 }))).status).toBe(200);
    expect((await harness.send(aRequest({ top_k: 5 }))).status).toBe(200);

    expect(harness.upstream.calls.map(({ body }) => body.includes('top_k'))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('account health at the end of a request', () => {
  it('puts an account whose streams always break into cooldown; the next request goes elsewhere', async () => {
    await start({ accounts: two });
    harness.upstream.respond('a', breaking(messageEvents('Hel').slice(0, 3)));
    harness.upstream.respond('b', streaming(messageEvents('Hello')));
    const first = await (await harness.send(aRequest({ stream: true }))).text();
    expect(first).toContain('Hel');
    expect(first).toContain('event: error');
    await harness.settled();
    expect(harness.statuses.get('a')).toBe('error');

    const second = await (await harness.send(aRequest({ stream: true }))).text();
    expect(second).toContain('message_stop');
    expect(harness.upstream.asked).toEqual(['a', 'b']);
  });

  it.each([
    ['ends without its last event', streaming(messageEvents('Hel').slice(0, 3)), 'error'],
    [
      'reports an error in the middle',
      streaming([
        ...messageEvents('Hel').slice(0, 3),
        'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"x"}}\n\n',
      ]),
      'error',
    ],
    ['is complete', streaming(messageEvents('Hello')), 'active'],
  ])('of a stream that %s', async (_, respond, status) => {
    await start();
    harness.upstream.respond('a', respond);
    await (await harness.send(aRequest({ stream: true }))).text();
    await harness.settled();

    expect(harness.statuses.get('a')).toBe(status);
    const isInCooldown = harness.accountHealth.cooldownsOf('a', harness.nowMs).length > 0;
    expect(isInCooldown).toBe(status === 'error');
  });

  it('says nothing about the account when the client disconnects in the middle', async () => {
    await start();
    harness.upstream.respond('a', hanging(messageEvents('Hel').slice(0, 3)));
    const abort = new AbortController();
    const response = await harness.send(aRequest({ stream: true }), { signal: abort.signal });
    await response.body!.getReader().read();
    abort.abort();
    await harness.settled();

    expect(harness.statuses.size).toBe(0);
    expect(harness.accountHealth.cooldownsOf('a', harness.nowMs)).toEqual([]);
    expect(harness.logs).toMatchObject([{ statusCode: 499 }]);
    await harness.upstream.calls[0]!.closed;
  });

  it('clears the cooldown of an account only when its response is complete', async () => {
    await start();
    harness.upstream.respond('a', failing(401));
    await harness.send(aRequest());
    harness.upstream.respond('a', breaking(messageEvents('Hel').slice(0, 3)));
    await (await harness.send(aRequest({ stream: true }))).text();
    await harness.settled();
    expect(harness.accountHealth.cooldownsOf('a', harness.nowMs)).toHaveLength(1);

    harness.upstream.respond('a', streaming(messageEvents('Hello')));
    await (await harness.send(aRequest({ stream: true }))).text();
    await harness.settled();
    expect(harness.accountHealth.cooldownsOf('a', harness.nowMs)).toEqual([]);
  });
});

describe('the requests per minute of a tenant', () => {
  it('are not used up by requests that the gateway refuses itself', async () => {
    await start({ tenant: { rateLimit: 1 } });
    for (const body of ['{"model":', '[]', '{"model":""}']) {
      expect((await harness.send(body)).status).toBe(400);
    }

    expect((await harness.send(aRequest())).status).toBe(200);
    expect((await harness.send('{"model":')).status).toBe(429);
  });
});

describe('reservations are given back exactly once', () => {
  it('when the body is not JSON', async () => {
    await start({ tenant: limited });
    expect((await harness.send('{"model":')).status).toBe(400);
    await expectNothingReserved(0);
  });

  it('when content-length is above the limit; nothing of the body is read', async () => {
    await start({ tenant: limited, limits: { maxBodyBytes: 1_000 } });
    const response = await harness.send(aRequest({ system: 'x'.repeat(2_000) }));

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { type: 'request_too_large' } });
    await expectNothingReserved(0);
  });

  it('when a chunked body grows above the limit', async () => {
    await start({ tenant: limited, limits: { maxBodyBytes: 1_000 } });
    const socket = await rawRequest('transfer-encoding: chunked');
    socket.write(`7d0\r\n${'x'.repeat(2_000)}\r\n`);

    expect(await textOf(socket)).toMatch(/^HTTP\/1.1 413[^]*connection: close/i);
    await expectNothingReserved(0);
  });

  it('when the body does not arrive in time: 408 in the dialect of the client', async () => {
    await start({ tenant: limited, limits: { bodyTimeoutMs: 50 } });
    const socket = await rawRequest('content-length: 100000');
    socket.write('{"model":');
    const text = await textOf(socket);

    expect(text).toMatch(/^HTTP\/1.1 408/);
    expect(text).toContain('"type":"timeout_error"');
    await expectNothingReserved(0);
  });

  it('when the client disconnects while it sends the body', async () => {
    await start({ tenant: limited });
    const socket = await rawRequest('content-length: 1000');
    await harness.started();
    socket.destroy();
    await expectNothingReserved(0);
    expect(harness.logs).toMatchObject([{ statusCode: 499 }]);
  });

  it('when the client disconnects before the upstream responds', async () => {
    await start({ tenant: limited });
    const abort = new AbortController();
    harness.upstream.respond('a', () => abort.abort());
    await harness.send(aRequest(), { signal: abort.signal }).catch(() => undefined);
    await harness.settled();

    expect(harness.slotsInUse).toBe(0);
    // The provider has the whole input and may go on to the end, so both count.
    expect(harness.usage).toMatchObject([{ isEstimated: true, outputTokens: 100 }]);
  });

  it('when the client disconnects while its request waits for admission', async () => {
    let admit = (): void => undefined;
    const admitted = new Promise<void>((resolve) => (admit = resolve));
    await start({ tenant: limited, limits: { bodyTimeoutMs: 60_000 } });
    const acquire = harness.admission.acquire.bind(harness.admission);
    const slow = async (...given: Parameters<typeof acquire>) => {
      await admitted;
      return acquire(...given);
    };
    Object.assign(harness.admission, { acquire: slow });
    const disconnected = harness.disconnected();
    const socket = await rawRequest('content-length: 1000');
    await harness.started();
    socket.destroy();
    await disconnected;
    admit();

    await expectNothingReserved(0);
    expect(harness.logs).toMatchObject([{ statusCode: 499 }]);
  }, 10_000);

  it('when the client disconnects while a pipelined request waits behind another one', async () => {
    await start({ tenant: { maxConcurrent: 2 } });
    const bothAreStreaming = new Promise<void>((resolve) => {
      harness.upstream.respond('a', (call, response) => {
        hanging(messageEvents('Hello').slice(0, 3))(call, response);
        if (harness.upstream.calls.length === 2) resolve();
      });
    });
    const socket = connect(harness.port, '127.0.0.1');
    const body = JSON.stringify(aRequest({ stream: true }));
    const head = `POST /v1/messages HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${tenantKey}\r\ncontent-length: ${body.length}\r\n\r\n`;
    socket.write(head + body + head + body);
    await bothAreStreaming;
    expect(harness.slotsInUse).toBe(2);
    socket.destroy();

    await harness.settled();
    expect(harness.slotsInUse).toBe(0);
    expect(harness.logs).toMatchObject([{ statusCode: 499 }, { statusCode: 499 }]);
  });

  it('when all accounts fail', async () => {
    await start({ tenant: limited, accounts: two });
    harness.upstream.respond('a', failing(500));
    harness.upstream.respond('b', failing(500));
    expect((await harness.send(aRequest())).status).toBe(500);
    await expectNothingReserved(0);
  });

  it('when a second request finds no slot, the first keeps its own', async () => {
    await start({ tenant: limited });
    harness.upstream.respond('a', hanging(messageEvents('Hel').slice(0, 3)));
    const abort = new AbortController();
    const first = await harness.send(aRequest({ stream: true }), { signal: abort.signal });
    await first.body!.getReader().read();
    expect((await harness.send(aRequest())).status).toBe(429);
    expect(harness.slotsInUse).toBe(1);

    abort.abort();
    await harness.settled();
    expect(harness.slotsInUse).toBe(0);
  });
});

describe('Expect: 100-continue', () => {
  it('is answered only when the caller is admitted', async () => {
    await start();
    const socket = await rawRequest('content-length: 13\r\nexpect: 100-continue');
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1.1 100 Continue/);
    socket.write('{"model":"m"}');
    expect(await textOf(socket)).toMatch(/^HTTP\/1.1 200/);
  });

  it('is refused without reading the body otherwise', async () => {
    await start();
    const socket = await rawRequest('content-length: 1000\r\nexpect: 100-continue', 'wrong');
    expect(await textOf(socket)).toMatch(/^HTTP\/1.1 401[^]*connection: close/i);
  });
});

/** A connection on which the headers of a request have been sent. */
async function rawRequest(headers: string, key = tenantKey) {
  const socket = connect(harness.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  socket.write(
    `POST /v1/messages HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${key}\r\ncontent-type: application/json\r\n${headers}\r\n\r\n`,
  );
  return socket;
}

/** Everything up to the end of the response's JSON. */
async function textOf(socket: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.endsWith('}')) break;
  }
  return text;
}
