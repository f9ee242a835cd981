import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addTenant, aMessage, call, eventually, readRest } from './support/setup.js';
import { answers, anthropicEvents, startUpstream, type Upstream } from './support/upstream.js';

/** One request with the usage below: 10 × 3 + 100 × 15 micro-dollars. */
const costUsd = 0.00153;
const usage = { input_tokens: 10, output_tokens: 100 };

/** Shared by all tests but the last; each has its own upstream, accounts and tenant. */
let gateway: Gateway;
let upstream: Upstream;
let accountIds: string[];

const setPrice = (on: Gateway, price: object = { input: 3, output: 15 }) =>
  on.must('PUT', '/api/settings/prices/claude-sonnet-4-5', price);

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());
beforeEach(async () => {
  upstream = await startUpstream(answers.anthropic('Hello', usage));
  accountIds = [(await addAccount(gateway, upstream)).id];
  await setPrice(gateway);
});
afterEach(() => upstream.stop());

const aTenant = async (more: object = {}) => {
  const tenant = await addTenant(gateway, accountIds);
  await gateway.must('PATCH', `/api/tenants/${tenant.id}`, more);
  return tenant;
};
const usageTotals = async (tenantId: string) =>
  (await gateway.must('GET', `/api/usage?tenant=${tenantId}`)).totals;
/** Counts the requests that are refused while the others are still running. */
const countRefused = (pending: readonly Promise<Response>[]) => {
  const refused = { count: 0 };
  for (const each of pending) void each.then(({ ok }) => (refused.count += ok ? 0 : 1));
  return refused;
};
const aBudget = (budget: object) =>
  gateway.must('POST', '/api/budgets', { period: 'daily', ...budget });
const ask = (key: string, more: object = {}, path = '/v1/messages', signal?: AbortSignal) =>
  call(gateway, path, aMessage(more), { 'x-api-key': key }, signal);
const standing = (id: string) => gateway.must('GET', `/api/budgets/${id}`);

describe('a budget', () => {
  it('that is used up refuses in the dialect of the caller, says when the next period starts and not to retry', async () => {
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
      error: {
        type: 'billing_error',
        message: expect.stringMatching(/daily budget.*next period starts at 20/),
      },
    });

    const openai = await ask(tenant.apiKey, {}, '/v1/chat/completions');
    expect(openai.status).toBe(429);
    expect(openai.headers.get('x-should-retry')).toBe('false');
    expect(await openai.json()).toMatchObject({ error: { code: 'insufficient_quota' } });
    expect(upstream.requests).toHaveLength(2);

    await gateway.must('PATCH', `/api/budgets/${budget.id}`, { limitUsd: 1 });
    expect((await ask(tenant.apiKey)).status).toBe(200);
  });

  it('counts earlier spending of its period; a total counts from its creation on', async () => {
    const tenant = await aTenant();
    await ask(tenant.apiKey);
    const about = { scope: 'tenant', subjectId: tenant.id, limitUsd: 1 };

    expect((await aBudget({ ...about, period: 'monthly' })).spentUsd).toBe(costUsd);
    expect(await aBudget({ ...about, period: 'total' })).toMatchObject({
      spentUsd: 0,
      resetsAt: null,
    });
  });

  it('of a key narrows that of its tenant; an account over budget is skipped', async () => {
    const [id] = accountIds;
    accountIds.push((await addAccount(gateway, upstream, { name: 'spare' })).id);
    const tenant = await aTenant();
    const key = await gateway.must('POST', `/api/tenants/${tenant.id}/keys`, { name: 'CI' });
    await aBudget({ scope: 'key', subjectId: key.id, limitUsd: 0.002 });
    expect((await ask(key.apiKey)).status).toBe(200);
    expect((await ask(key.apiKey)).status).toBe(402);
    expect((await ask(tenant.apiKey)).status).toBe(200);

    await aBudget({ scope: 'account', subjectId: id, limitUsd: 0.004 });
    expect((await ask(tenant.apiKey)).headers.get('x-proxy-account')).toBe('spare');
  });

  it('counts cash: requests covered by a subscription have a value but no cost', async () => {
    const account = await addAccount(gateway, upstream, { subscriptionType: 'coding-plan' });
    accountIds = [account.id];
    const tenant = await aTenant();
    const about = { scope: 'tenant', subjectId: tenant.id, limitUsd: 0.002 };
    const cash = await aBudget(about);
    for (let i = 0; i < 3; i += 1) expect((await ask(tenant.apiKey)).status).toBe(200);
    expect((await standing(cash.id)).spentUsd).toBe(0);
    expect(await usageTotals(tenant.id)).toMatchObject({
      costUsd: 0.00459,
      valueUsd: 0.00459,
      cashUsd: 0,
    });

    await aBudget({ ...about, counts: 'all' });
    expect((await ask(tenant.apiKey)).status).toBe(402);
  });

  it('reserves the web searches a request allows, or refuses the request', async () => {
    await setPrice(gateway, { input: 3, output: 15, webSearch: 10 });
    const tenant = await aTenant();
    await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 0.03 });
    const searching = (max_uses: number) => ({
      tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses }],
    });

    expect((await ask(tenant.apiKey, searching(5))).status).toBe(402);
    expect((await ask(tenant.apiKey, searching(2))).status).toBe(200);
    expect((await ask(tenant.apiKey)).status).toBe(200);
  });

  it('refuses no request with an unknown price until it is used up', async () => {
    const tenant = await aTenant();
    await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 0.001 });
    expect((await ask(tenant.apiKey, { model: 'unknown-model' })).status).toBe(200);
    expect(await usageTotals(tenant.id)).toMatchObject({ unpricedRequests: 1 });

    // An admin can set the price to assume.
    await gateway.must('PUT', '/api/settings/prices/*', { input: 3, output: 15 });
    expect((await ask(tenant.apiKey, { model: 'unknown-model' })).status).toBe(402);
  });

  it('refuses invalid values', async () => {
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
  it('with budget for 10: 10 are admitted, and all reservations are released', async () => {
    const held: (() => void)[] = [];
    upstream.answer((request, response) => {
      held.push(() => void answers.anthropic('Hello', usage)(request, response));
    });
    const tenant = await aTenant();
    // A request may cost 100 × 15 for its output and some 30 × 3 for its input.
    const budget = await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 0.0165 });
    const pending = Array.from({ length: 500 }, () => ask(tenant.apiKey));
    const statuses = Promise.all(pending.map(async (answer) => (await answer).status));
    const refused = countRefused(pending);
    await eventually(
      () => Promise.resolve(held.length + refused.count),
      (count) => count === 500,
      30_000,
    );
    expect((await standing(budget.id)).reservedUsd).toBeGreaterThan(0.015);
    const admitted = held.length;
    for (const release of held) release();

    expect(admitted).toBe(10);
    const all = await statuses;
    expect(all.filter((status) => status === 200)).toHaveLength(10);
    expect(upstream.requests).toHaveLength(10);
    const { spentUsd, reservedUsd } = await standing(budget.id);
    expect(spentUsd).toBeCloseTo(10 * costUsd, 9);
    expect(reservedUsd).toBe(0);
  });

  it('never spend more than the limit, however they end', async () => {
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
  });
});

describe('streams that end early', () => {
  it('are settled by what was sent, when the client disconnects and when the upstream aborts', async () => {
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
    // 200 words of 5 characters, 4 characters per token.
    expect(afterLeaving.spentUsd).toBeGreaterThan((10 * 3 + 200 * 15) / 1e6);
    expect(afterLeaving.spentUsd).toBeLessThan((10 * 3 + 300 * 15) / 1e6);

    let cut = (): void => undefined;
    upstream.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(anthropicEvents(text, usage).slice(0, -3).join(''));
      cut = () => void response.socket?.destroy();
    });
    const broken = (await ask(tenant.apiKey, { stream: true })).body!.getReader();
    // All of the 200 words, or the estimate would be of fewer.
    for (let words = 0; words < 200;) {
      const part = Buffer.from((await broken.read()).value ?? []).toString();
      words += part.split('text_delta').length - 1;
    }
    cut();
    await readRest(broken);
    const afterBreak = await standing(budget.id);
    expect(afterBreak.reservedUsd).toBe(0);
    expect(afterBreak.spentUsd).toBeCloseTo(2 * afterLeaving.spentUsd, 4);
  });
});

describe('kill -9', () => {
  it('the ledger equals the bill after a restart, and nothing is reserved', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'codegate-budget-'));
    await gateway.stop();
    gateway = await startGateway({ dataDir });
    accountIds = [(await addAccount(gateway, upstream)).id];
    await setPrice(gateway);
    const tenant = await aTenant();
    const budget = await aBudget({ scope: 'tenant', subjectId: tenant.id, limitUsd: 100 });
    let billed = 0;
    let inputReported = 0;
    const bill = ({ input_tokens: input, output_tokens: output }: typeof usage) => {
      inputReported += input;
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
    // Their input and the output they allow are recorded as an estimate.
    billed += left.length * aMessage().max_tokens * 15;
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
    await eventually(
      () => Promise.resolve(upstream.requests.length),
      (arrived) => arrived > left.length + 180,
    );
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
    billed += (Number(totals.inputTokens) - inputReported) * 3;
    expect(Math.abs(spentUsd - billed / 1e6)).toBeLessThan(1e-9);
    expect(Math.abs(totals.costUsd - billed / 1e6)).toBeLessThan(1e-9);
    await gateway.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
