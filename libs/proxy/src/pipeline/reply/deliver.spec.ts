import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import { rulesFor } from '@codegate/guardrails';

import {
  breaking,
  failing,
  hanging,
  message,
  messageEvents,
  streaming,
} from '../../testing/fake-upstream.js';
import { PipelineHarness, tenantKey, type HarnessOptions } from '../../testing/pipeline-harness.js';

let harness: PipelineHarness;
const start = async (options?: HarnessOptions) => (harness = await PipelineHarness.start(options));
afterEach(() => harness.stop());

const aRequest = (more: object = {}) => ({
  model: 'claude-sonnet-4-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hi' }],
  ...more,
});
const aStream = () => harness.send(aRequest({ stream: true }));

describe('a stream', () => {
  it('is recorded and safe before its last bytes go out', async () => {
    await start();
    const [first, ...others] = messageEvents('Hello');
    let finish = (): void => undefined;
    harness.upstream.respond('a', (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write([first, ...others.slice(0, -2)].join(''));
      finish = () => void response.end(others.slice(-2).join(''));
    });
    const response = await aStream();
    const reader = response.body!.getReader();
    await reader.read();
    expect(harness.ledgerCalls).toEqual([]);
    finish();
    const { value } = await reader.read();

    expect(new TextDecoder().decode(value)).toContain('message_stop');
    expect(harness.ledgerCalls).toEqual(['record', 'sync']);
    expect(harness.usage).toMatchObject([{ outputTokens: 5, isEstimated: false }]);
  });

  it('passes through byte by byte when nothing has to change', async () => {
    await start();
    const events = messageEvents('Hello', ' there');
    harness.upstream.respond('a', streaming(events));

    expect(await (await aStream()).text()).toBe(events.join(''));
  });

  it('gets pings in silence: a comment before any content, the ping of the dialect after it', async () => {
    await start({ limits: { keepAlivePingMs: 30, streamCommitMs: 10 } });
    const events = messageEvents('Hello');
    harness.upstream.respond('a', (_call, response) => {
      void (async () => {
        await sleep(150);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(events.slice(0, 3).join(''));
        await sleep(150);
        response.end(events.slice(3).join(''));
      })();
    });
    const text = await (await aStream()).text();
    const [before = '', after = ''] = text.split('event: message_start');

    expect(before).toMatch(/^(: keep-alive\n\n)+$/);
    expect(after).toMatch(/event: ping\n/);
  });

  it('flows at the pace of the client', async () => {
    await start();
    const [head, block, , ...end] = messageEvents('x');
    const long = messageEvents('x'.repeat(64 * 1024))[2]!;
    let written = 0;
    harness.upstream.respond('a', (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write([head, block].join(''));
      const write = (): void => {
        if (written === 400) response.end(end.join(''));
        else
          response.write(long, () => {
            written += 1;
            write();
          });
      };
      write();
    });
    const socket = connect(harness.port, '127.0.0.1');
    const body = JSON.stringify(aRequest({ stream: true }));
    socket.write(
      `POST /v1/messages HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${tenantKey}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await once(socket, 'readable');
    // A client that does not read: the upstream stops being read once the buffers between are full.
    let before = -1;
    while (before !== written) {
      before = written;
      await sleep(100);
    }
    expect(written).toBeLessThan(400);

    socket.resume();
    await harness.settled();
    expect(written).toBe(400);
    socket.destroy();
  });

  it('that breaks ends with an error event in the dialect, never as a success', async () => {
    await start();
    harness.upstream.respond('a', breaking(messageEvents('Hel').slice(0, 3)));
    const text = await (await aStream()).text();

    expect(text).toMatch(/event: error\ndata: \{"type":"error".*\n\n$/);
    expect(text).not.toContain('message_stop');
    expect(text).toContain('The provider closed the stream before it was complete');
    expect(harness.logs).toMatchObject([{ statusCode: 502 }]);
  });

  it('that falls silent ends after the idle timeout', async () => {
    await start({ idleMs: 100 });
    harness.upstream.respond('a', hanging(messageEvents('Hel').slice(0, 3)));

    expect(await (await aStream()).text()).toContain('The provider did not respond in time');
    await harness.settled();
    expect(harness.statuses.get('a')).toBe('error');
  });

  it('keeps whole characters in the log, wherever the upstream cuts them', async () => {
    await start({ settings: { detailedRequestLogging: true, anonymizeLogs: false } });
    const bytes = Buffer.from(messageEvents('Zürich 🌍 東京').join(''));
    harness.upstream.respond('a', (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    });
    await (await aStream()).text();
    await harness.settled();

    expect(harness.logs[0]?.responseBody).toBe(bytes.toString());
  });
});

describe('values of the client', () => {
  const rules = rulesFor(new Map());
  const email = 'jane.doe@acme-corp.io';
  const asking = { messages: [{ role: 'user', content: `Write to ${email}` }] };
  const replacementIn = (body: string): string => {
    const { messages } = JSON.parse(body) as { messages: { content: string }[] };
    return messages[0]!.content.replace('Write to ', '');
  };

  it.each([
    ['a body', false],
    ['a stream, also when an event holds half of one', true],
  ])('are replaced on the way out and restored in %s', async (_, stream) => {
    await start({ rules });
    harness.upstream.respond('a', (call, response) => {
      const token = replacementIn(call.body);
      const half = Math.ceil(token.length / 2);
      const respond = stream
        ? streaming(messageEvents('To ', token.slice(0, half), token.slice(half), '.'))
        : message(`To ${token}.`);
      respond(call, response);
    });
    const response = await harness.send(aRequest({ ...asking, stream }));
    const text = await response.text();

    expect(harness.upstream.calls[0]!.body).not.toContain(email);
    expect(text.replace(/"\}\}\n\nevent: content_block_delta\ndata: .*?"text":"/g, '')).toContain(
      email,
    );
  });

  it('are restored in errors', async () => {
    await start({ rules });
    harness.upstream.respond('a', (call, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      const error = { type: 'invalid_request_error', message: `no ${replacementIn(call.body)}` };
      response.end(JSON.stringify({ type: 'error', error }));
    });
    const response = await harness.send(aRequest(asking));

    expect(await response.json()).toMatchObject({ error: { message: `no ${email}` } });
  });

  it('are in the log only when it may hold them', async () => {
    await start({ rules, settings: { detailedRequestLogging: true, anonymizeLogs: true } });
    await harness.send(aRequest(asking));
    await harness.settled();

    expect(harness.logs[0]?.requestBody).not.toContain(email);
  });
});

describe('errors', () => {
  it.each([
    ['/v1/messages', { type: 'error', error: { type: 'overloaded_error' } }],
    ['/v1/chat/completions', { error: { type: 'server_error' } }],
    ['/v1/responses', { error: { type: 'server_error' } }],
  ])('have the form of %s', async (path, body) => {
    await start({ accounts: [{ id: 'a', enabled: false }] });
    const response = await harness.send({ model: 'm', messages: [], input: '' }, { path });

    expect(await response.json()).toMatchObject(body);
  });

  it('never hold the key of the account', async () => {
    await start();
    harness.upstream.respond('a', (_call, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end('{"type":"error","error":{"type":"x","message":"bad key-of-a"}}');
    });
    const text = await (await harness.send(aRequest())).text();

    expect(text).toContain('bad ***');
    expect(JSON.stringify(harness.logs)).not.toContain('key-of-a');
  });

  it('of all accounts: the last one, with the status of the upstream', async () => {
    await start();
    harness.upstream.respond('a', failing(503));
    const response = await harness.send(aRequest());

    expect(response.status).toBe(529);
    expect(await response.json()).toMatchObject({ error: { type: 'overloaded_error' } });
  });
});
