import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { dropDatabaseOf } from './support/databases.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

jest.setTimeout(120_000);

/** One request with the usage below: 10 × 3 + 100 × 15 micro-dollars. */
const costUsd = 0.00153;
const answer = answers.anthropic('Hello', { input_tokens: 10, output_tokens: 100 });

let dataDir: string;
let upstream: Upstream;
let admin: Gateway;
let proxies: Gateway[] = [];
const keys: Record<string, string> = {};
const ids: Record<string, string> = {};

const start = (role: string) =>
  startGateway({ dataDir, env: { CODEGATE_ROLE: role, SHARED_STATE: 'database' } });

/** All tenants exist before the proxies start, so that their limits are in force from the first request. */
async function addTenant(name: string, limits: object): Promise<void> {
  const tenant = await admin.must('POST', '/api/tenants', { name, ...limits });
  keys[name] = tenant.apiKey;
  ids[name] = tenant.id;
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'codegate-shared-'));
  upstream = await startUpstream(answer);
  admin = await start('admin');
  const account = await addAccount(admin, upstream);
  ids['account'] = account.id;
  await admin.must('PUT', '/api/settings/prices/claude-sonnet-4-5', { input: 3, output: 15 });
  await addTenant('requests', { rateLimit: 10 });
  await addTenant('slots', { maxConcurrent: 10 });
  await addTenant('tokens', { tokensPerMinute: 2_000 });
  await addTenant('budget', {});
  await addTenant('free', {});
  const budget = await admin.must('POST', '/api/budgets', {
    scope: 'tenant',
    subjectId: ids['budget'],
    period: 'daily',
    limitUsd: costUsd * 10,
  });
  ids['budgetId'] = budget.id;
  proxies = await Promise.all([start('proxy'), start('proxy')]);
});
afterAll(async () => {
  await Promise.all([...proxies, admin].map((gateway) => gateway.stop()));
  await upstream.stop();
  rmSync(dataDir, { recursive: true, force: true });
  await dropDatabaseOf(dataDir);
});
beforeEach(() => upstream.answer(answer));

const ask = async (tenant: string, proxy: number): Promise<Response> => {
  const headers = { 'x-api-key': keys[tenant] ?? '' };
  return await call(proxies[proxy % 2]!, '/v1/messages', aMessage(), headers);
};
/** 40 requests at once, half of them at each proxy. */
const askAll = (tenant: string) => Array.from({ length: 40 }, (_, i) => ask(tenant, i));
const passed = (responses: Response[]) => responses.filter(({ status }) => status === 200);

describe('two proxies on one database', () => {
  it('admit 10 of 40 requests at a limit of 10 requests per minute', async () => {
    const responses = await Promise.all(askAll('requests'));

    expect(passed(responses)).toHaveLength(10);
    const refused = responses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(30);
    for (const { headers } of refused) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(30);
      expect(headers.get('anthropic-ratelimit-requests-remaining')).toBe('0');
    }
    const left = passed(responses).map(({ headers }) =>
      Number(headers.get('anthropic-ratelimit-requests-remaining')),
    );
    expect(Math.min(...left)).toBe(0);
  });

  it('run 10 of 40 requests at once with 10 slots, and more when those have ended', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    upstream.answer((request, response) => void released.then(() => answer(request, response)));
    const responses = askAll('slots').map(async (asked) => {
      const response = await asked;
      if (response.status === 429) refusals += 1;
      if (refusals === 30) release();
      return response;
    });
    let refusals = 0;

    expect(passed(await Promise.all(responses))).toHaveLength(10);
    await eventually(
      () => ask('slots', refusals),
      ({ status }) => status === 200,
    );
  });

  it('reserve tokens per minute together', async () => {
    const responses = await Promise.all(askAll('tokens'));

    // Each request is counted with 110 tokens when it has ended.
    expect(passed(responses).length).toBeGreaterThan(0);
    expect(passed(responses).length * 110).toBeLessThanOrEqual(2_000);
    expect(responses.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });

  it('never spend more than a strict budget, and the admin process knows what is spent', async () => {
    const responses = [];
    for (let i = 0; i < 3; i += 1) responses.push(...(await Promise.all(askAll('budget'))));
    const count = passed(responses).length;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(10);

    const standing = await eventually(
      () => admin.must('GET', `/api/budgets/${ids['budgetId']}`),
      ({ spentUsd, reservedUsd }) => spentUsd >= costUsd * count && reservedUsd === 0,
    );
    expect(standing.spentUsd).toBeCloseTo(costUsd * count, 6);
  });

  it('know of a cooldown that one of them has started', async () => {
    upstream.answer((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('{"error":{"message":"no"}}');
    });
    expect((await ask('free', 0)).status).toBeGreaterThanOrEqual(400);

    const health = await eventually(
      () => admin.must('GET', `/api/accounts/${ids['account']}/health`),
      ({ cooldowns }) => cooldowns.length > 0,
    );
    expect(health.cooldowns).toMatchObject([{ reason: 'unauthenticated', scope: 'account' }]);
    upstream.answer(answer);
    // A success at the other one ends it there, and everywhere, as soon as that one knows of it.
    await eventually(
      async () => {
        expect((await ask('free', 1)).status).toBe(200);
        return await admin.must('GET', `/api/accounts/${ids['account']}/health`);
      },
      ({ cooldowns }) => cooldowns.length === 0,
    );
  });
});
