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
