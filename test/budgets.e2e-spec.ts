import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { answers, anthropicEvents, startUpstream, type Upstream } from './support/upstream.js';

// A machine under load takes its time to start gateways.
jest.setTimeout(60_000);

/** One request with the usage below: 10 × 3 + 100 × 15 micro-dollars. */
const costUsd = 0.00153;
const usage = { input_tokens: 10, output_tokens: 100 };

let gateway: Gateway;
let upstream: Upstream;

beforeEach(async () => {
  upstream = await startUpstream(answers.anthropic('Hello', usage));
});
afterEach(async () => {
  await Promise.all([gateway.stop(), upstream.stop()]);
});

const start = async (env: Record<string, string> = {}, account: object = {}) => {
  gateway = await startGateway({ env });
  await addAccount(gateway, upstream, { ...account });
  await gateway.must('PUT', '/api/settings/prices/claude-sonnet-4-5', { input: 3, output: 15 });
};
const aTenant = (more: object = {}) =>
  gateway.must('POST', '/api/tenants', { name: 'Team', ...more }) as Promise<{
    id: string;
    apiKey: string;
  }>;
const aBudget = (budget: object) =>
  gateway.must('POST', '/api/budgets', { period: 'daily', ...budget });
const ask = (key: string, more: object = {}, path = '/v1/messages', signal?: AbortSignal) =>
  call(gateway, path, aMessage(more), { 'x-api-key': key }, signal);
const standing = (id: string) => gateway.must('GET', `/api/budgets/${id}`);

describe('a budget', () => {
  it('that is used up refuses in the dialect of the caller, tells when it starts anew and not to retry', async () => {
    await start();
    const tenant = await aTenant({ timeZone: 'Pacific/Auckland' });
    const budget = await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 0.004 });
    expect((await ask(tenant.apiKey)).status).toBe(200);
    expect(await standing(budget.id)).toMatchObject({ spentUsd: costUsd, reservedUsd: 0 });
    expect((await ask(tenant.apiKey)).status).toBe(200);

    const refused = await ask(tenant.apiKey);
    expect(refused.status).toBe(402);
    expect(refused.headers.get('x-should-retry')).toBe('false');
    const resetsAt = Date.parse((await standing(budget.id)).resetsAt);
    const hours = new Date(resetsAt).toLocaleString('en-GB', {
      timeZone: 'Pacific/Auckland',
      timeStyle: 'short',
    });
    expect(hours).toBe('00:00');
    const waitMs = Number(refused.headers.get('retry-after')) * 1_000;
    expect(Math.abs(Date.now() + waitMs - resetsAt)).toBeLessThan(5_000);
    expect(await refused.json()).toMatchObject({
      error: { type: 'billing_error', message: expect.stringMatching(/daily budget.*anew at 20/) },
    });

    const openai = await ask(tenant.apiKey, {}, '/v1/chat/completions');
    expect(openai.status).toBe(429);
    expect(openai.headers.get('x-should-retry')).toBe('false');
    expect(await openai.json()).toMatchObject({ error: { code: 'insufficient_quota' } });
    expect(upstream.requests).toHaveLength(2);

    await gateway.must('PATCH', `/api/budgets/${budget.id}`, { limitUsd: 1 });
    expect((await ask(tenant.apiKey)).status).toBe(200);
  });

  it('counts what was spent before it was made, and a total from then on', async () => {
    await start();
    const tenant = await aTenant();
    await ask(tenant.apiKey);
    const about = { scope: 'tenant', subjectId: tenant.id, limitUsd: 1 };

    expect((await aBudget({ ...about, period: 'monthly' })).spentUsd).toBe(costUsd);
    expect(await aBudget({ ...about, period: 'total' })).toMatchObject({
      spentUsd: 0,
      resetsAt: null,
    });
  });

  it('of a key narrows that of its tenant; an account over budget is passed over', async () => {
    await start();
    const tenant = await aTenant();
    const key = await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, { name: 'CI' });
    await aBudget({ scope: 'key', subjectId: key.id, limitUsd: 0.002 });
    expect((await ask(key.apiKey)).status).toBe(200);
    expect((await ask(key.apiKey)).status).toBe(402);
    expect((await ask(tenant.apiKey)).status).toBe(200);

    const [{ id }] = (await gateway.must('GET', '/api/accounts')).items;
    await addAccount(gateway, upstream, { name: 'spare' });
    await aBudget({ scope: 'account', subjectId: id, limitUsd: 0.004 });
    expect((await ask(tenant.apiKey)).headers.get('x-proxy-account')).toBe('spare');
  });

  it('counts cash: what a subscription covers is worth something, but not spent', async () => {
    await start({}, { subscriptionType: 'coding-plan' });
    const tenant = await aTenant();
    const about = { scope: 'tenant', subjectId: tenant.id, limitUsd: 0.002 };
    const cash = await aBudget(about);
    for (let i = 0; i < 3; i += 1) expect((await ask(tenant.apiKey)).status).toBe(200);
    expect((await standing(cash.id)).spentUsd).toBe(0);
    expect((await gateway.must('GET', '/api/usage')).totals).toMatchObject({
      costUsd: 0.00459,
      valueUsd: 0.00459,
      cashUsd: 0,
    });

    await aBudget({ ...about, counts: 'all' });
    expect((await ask(tenant.apiKey)).status).toBe(402);
  });

  it('has room for the searches a request allows its provider, or refuses', async () => {
    await start();
    const price = { input: 3, output: 15, webSearch: 10 };
    await gateway.must('PUT', '/api/settings/prices/claude-sonnet-4-5', price);
    const tenant = await aTenant();
    await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 0.03 });
    const searching = (max_uses: number) => ({
      tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses }],
    });

    expect((await ask(tenant.apiKey, searching(5))).status).toBe(402);
    expect((await ask(tenant.apiKey, searching(2))).status).toBe(200);
    expect((await ask(tenant.apiKey)).status).toBe(200);
  });

  it('with an unknown price refuses nothing until it is used up', async () => {
    await start();
    const tenant = await aTenant();
    await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 0.001 });
    expect((await ask(tenant.apiKey, { model: 'nobody-knows' })).status).toBe(200);
    expect((await gateway.must('GET', '/api/usage')).totals).toMatchObject({ unpricedRequests: 1 });

    // The admin may say what to assume.
    await gateway.must('PUT', '/api/settings/prices/*', { input: 3, output: 15 });
    expect((await ask(tenant.apiKey, { model: 'nobody-knows' })).status).toBe(402);
  });

  it('refuses nonsense', async () => {
    await start();
    const tenant = await aTenant();
    const about = { scope: 'tenant', subjectId: tenant.id, limitUsd: 1, period: 'daily' };
    for (const wrong of [
      { scope: 'world' },
      { subjectId: 'none' },
      { limitUsd: -1 },
      { limitUsd: Number.NaN },
      { period: 'weekly' },
      { timeZone: 'Mars/Base' },
      { thresholds: [0] },
      { more: 1 },
    ]) {
      expect((await gateway.admin('POST', '/api/budgets', { ...about, ...wrong })).status).toBe(
        400,
      );
    }
  });
});

describe('500 requests at once', () => {
  it('against room for 10: 10 are admitted, and what is reserved comes back', async () => {
    const held: (() => void)[] = [];
    await start();
    upstream.answer((request, response) => {
      held.push(() => void answers.anthropic('Hello', usage)(request, response));
    });
    const tenant = await aTenant();
    // A request may cost 100 × 15 for its output and some 30 × 3 for its input.
    const budget = await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 0.0165 });
    const pending = Array.from({ length: 500 }, () => ask(tenant.apiKey));
    const statuses = Promise.all(pending.map(async (answer) => (await answer).status));
    await eventually(
      async () => (await standing(budget.id)).reservedUsd as number,
      (reserved) => reserved > 0.015,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const admitted = held.length;
    for (const release of held) release();

    expect(admitted).toBe(10);
    const all = await statuses;
    expect(all.filter((status) => status === 200)).toHaveLength(10);
    expect(upstream.requests).toHaveLength(10);
    const { spentUsd, reservedUsd } = await standing(budget.id);
    expect(spentUsd).toBeCloseTo(10 * costUsd, 9);
    expect(reservedUsd).toBe(0);
  }, 30_000);

  it('never spend more than the limit, whatever they end like', async () => {
    await start();
    let n = 0;
    upstream.answer((request, response) => {
      n += 1;
      if (n % 5 === 0) return answers.json(500, { error: { message: 'no' } })(request, response);
      return answers.anthropic('Hello', usage)(request, response);
    });
    const tenant = await aTenant();
    const limitUsd = 0.02;
    const budget = await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd });
    await Promise.all(Array.from({ length: 500 }, () => ask(tenant.apiKey)));

    const { spentUsd, reservedUsd } = await standing(budget.id);
    expect(spentUsd).toBeLessThanOrEqual(limitUsd);
    expect(spentUsd).toBeGreaterThan(0);
    expect(reservedUsd).toBe(0);
  }, 30_000);
});

describe('streams that end early', () => {
  it('are settled by what was sent: a caller that goes away, an upstream that breaks off', async () => {
    await start();
    const tenant = await aTenant();
    const budget = await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 1 });
    const text = 'word '.repeat(200);
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(anthropicEvents(text, usage).slice(0, -3).join(''));
    });
    const controller = new AbortController();
    const answer = await ask(tenant.apiKey, { stream: true }, '/v1/messages', controller.signal);
    const reader = answer.body!.getReader();
    let received = 0;
    while (received < 20_000) received += ((await reader.read()).value as Uint8Array).length;
    controller.abort();

    const afterLeaving = await eventually(
      () => standing(budget.id),
      ({ spentUsd, reservedUsd }) => spentUsd > 0 && reservedUsd === 0,
    );
    // 200 words of 5 letters, 4 letters a token.
    expect(afterLeaving.spentUsd).toBeGreaterThan((10 * 3 + 200 * 15) / 1e6);
    expect(afterLeaving.spentUsd).toBeLessThan((10 * 3 + 300 * 15) / 1e6);

    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(anthropicEvents(text, usage).slice(0, -3).join(''), () => {
        setTimeout(() => response.socket?.destroy(), 100);
      });
    });
    await (await ask(tenant.apiKey, { stream: true })).text();
    const afterBreak = await standing(budget.id);
    expect(afterBreak.reservedUsd).toBe(0);
    expect(afterBreak.spentUsd).toBeCloseTo(2 * afterLeaving.spentUsd, 4);
  });
});

describe('kill -9', () => {
  it('leaves the ledger equal to the bill, and reserves nothing after the restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'codegate-budget-'));
    gateway = await startGateway({ dataDir });
    await addAccount(gateway, upstream);
    await gateway.must('PUT', '/api/settings/prices/claude-sonnet-4-5', { input: 3, output: 15 });
    const tenant = await aTenant();
    const budget = await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 100 });
    let billed = 0;
    let inputTold = 0;
    const bill = ({ input_tokens: input, output_tokens: output }: typeof usage) => {
      inputTold += input;
      billed += input * 3 + output * 15;
    };
    upstream.answer(answers.hang());
    const leaving = new AbortController();
    const left = Array.from({ length: 20 }, () =>
      ask(tenant.apiKey, {}, '/v1/messages', leaving.signal).catch(() => null),
    );
    await eventually(
      () => Promise.resolve(upstream.requests.length),
      (arrived) => arrived === left.length,
      20_000,
    );
    leaving.abort();
    await Promise.all(left);
    // For those stands an estimate of their input.
    await eventually(
      () => standing(budget.id),
      ({ reservedUsd }) => reservedUsd === 0,
      20_000,
    );
    let count = 0;
    upstream.answer((request, response) => {
      count += 1;
      void answers.anthropic('Hello', { input_tokens: count, output_tokens: count % 97 })(
        request,
        response,
      );
    });
    await Promise.all(
      Array.from({ length: 180 }, async () => {
        const answer = await ask(tenant.apiKey);
        bill(((await answer.json()) as any).usage);
      }),
    );
    const hanging = Array.from({ length: 20 }, () => ask(tenant.apiKey).catch(() => null));
    upstream.answer(answers.hang());
    await new Promise((resolve) => setTimeout(resolve, 20));
    await gateway.kill();
    const late = await Promise.all(hanging);
    for (const answer of late) {
      const body = answer && ((await answer.json().catch(() => null)) as any);
      if (body?.usage) bill(body.usage);
    }

    gateway = await startGateway({ dataDir });
    const { spentUsd, reservedUsd } = await standing(budget.id);
    expect(reservedUsd).toBe(0);
    const { totals } = await gateway.must('GET', `/api/tenants/${tenant.id}/usage`);
    expect(totals.estimatedRequests).toBe(20);
    billed += (Number(totals.inputTokens) - inputTold) * 3;
    expect(Math.abs(spentUsd - billed / 1e6)).toBeLessThan(1e-9);
    expect(Math.abs(totals.costUsd - billed / 1e6)).toBeLessThan(1e-9);
    await gateway.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);
});
