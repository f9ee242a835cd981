import { afterEach, describe, expect, it } from '@jest/globals';

import { MemoryAdmission } from '@codegate/shared-state';
import { BudgetState, BudgetTracker } from '@codegate/usage';

import { failing, json, type UpstreamHandler } from '../../testing/fake-upstream.js';
import { PipelineHarness, type HarnessOptions } from '../../testing/pipeline-harness.js';

let harness: PipelineHarness;
const start = async (options: HarnessOptions) => (harness = await PipelineHarness.start(options));
afterEach(() => harness.stop());

const completion = json(200, {
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
});
const two = [{ id: 'a' }, { id: 'b' }];
const send = () =>
  harness.send({
    model: 'claude-sonnet-4-5',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'Hi' }],
  });

/** Deps with a tenant budget of nothing for requests that are paid in cash. */
function withoutCash() {
  const admission = new MemoryAdmission();
  const budgets = new BudgetTracker(admission);
  const budget = new BudgetState(
    {
      id: 'b',
      scope: 'tenant',
      subjectId: 't',
      subjectName: 'Team',
      period: 'daily',
      limitMicroUsd: 0,
      enforcement: 'strict',
      counts: 'cash',
      thresholds: [],
      timeZone: 'UTC',
      startsAtMs: 0,
    },
    Date.now(),
  );
  budget.isKnown = true;
  budgets.replace([budget]);
  return { admission, budgets };
}

describe('forward', () => {
  it('asks the candidates in order of priority until one responds', async () => {
    await start({ accounts: [{ id: 'c' }, { id: 'a' }, { id: 'b' }, { id: 'd' }] });
    harness.upstream.respond('c', failing(500));
    harness.upstream.respond('a', failing(500));

    expect((await send()).status).toBe(200);
    expect(harness.upstream.asked).toEqual(['c', 'a', 'b']);
  });

  it('asks the next account when one is at its own limit', async () => {
    await start({ accounts: [{ id: 'a', rateLimit: 1 }, { id: 'b' }] });
    await send();

    expect((await send()).status).toBe(200);
    expect(harness.upstream.asked).toEqual(['a', 'b']);
  });

  describe('an account whose server lacks an endpoint', () => {
    const has =
      (dialect: string, missing: UpstreamHandler): UpstreamHandler =>
      (call, response) => {
        if (call.path.endsWith(`/${dialect}`)) completion(call, response);
        else missing(call, response);
      };
    const text: UpstreamHandler = (_call, response) => {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
    };
    const paths = () => harness.upstream.calls.map(({ path }) => path.split('/').at(-1));
    const dialects = ['responses', 'chat'] as const;

    it.each([
      ['404 of FastAPI', json(404, { detail: 'Not Found' })],
      ['404 of OpenAI', json(404, { error: { message: 'Invalid URL (POST /v1/responses)' } })],
      ['404 as text', text],
      ['405', json(405, { detail: 'Method Not Allowed' })],
      ['501', json(501, { error: 'nope' })],
    ])('is asked in its next wire format at once, and from then on: %s', async (_name, missing) => {
      await start({ accounts: [{ id: 'a', dialects }] });
      harness.upstream.respond('a', has('chat', missing));

      expect((await send()).status).toBe(200);
      expect((await send()).status).toBe(200);
      expect(paths()).toEqual(['responses', 'chat', 'chat']);
    });

    it.each([
      [
        'a missing model',
        json(404, { error: { message: 'The model `m` does not exist', code: 'model_not_found' } }),
      ],
      [
        'a missing response',
        json(404, { error: { message: "Previous response with id 'r' not found." } }),
      ],
      ['text of a caller', json(404, { error: { message: 'no such thing: Not Found' } })],
    ])('is not asked again for %s', async (_name, missing) => {
      await start({ accounts: [{ id: 'a', dialects }] });
      harness.upstream.respond('a', has('chat', missing));

      expect((await send()).status).not.toBe(200);
      expect(paths()).toEqual(['responses']);
    });

    it('is not closed by a base URL that leads nowhere', async () => {
      await start({ accounts: [{ id: 'a', dialects }] });
      harness.upstream.respond('a', json(404, { detail: 'Not Found' }));

      expect((await send()).status).toBe(404);
      expect((await send()).status).toBe(404);
      expect(paths()).toEqual(['responses', 'chat', 'responses', 'chat']);
    });
  });

  it('keeps the refusal of an account in cooldown and states its wait', async () => {
    await start({ accounts: [{ id: 'a' }] });
    harness.upstream.respond('a', failing(429, { 'retry-after': '20' }));
    await send();
    const refused = await send();

    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('20');
    expect(await refused.text()).toContain('All accounts for this request are at their limit');
    expect(harness.upstream.asked).toEqual(['a']);
  });

  it('asks the next account when the budget of the caller does not allow the first', async () => {
    const accounts = [{ id: 'a' }, { id: 'b', billing: 'value' as const }];
    await start({ accounts, deps: withoutCash() });

    expect((await send()).status).toBe(200);
    expect(harness.upstream.asked).toEqual(['b']);
  });

  it('refuses with the budget of the caller when it allows no account', async () => {
    await start({ accounts: two, deps: withoutCash() });
    const refused = await send();

    expect(await refused.text()).toMatch(/daily budget of .* of this tenant is used up/);
    expect(harness.upstream.asked).toEqual([]);
  });

  it.each([
    { status: 429, off: 'autoSwitchOnRateLimit', asked: ['a'] },
    { status: 429, off: 'autoSwitchOnError', asked: ['a', 'b'] },
    { status: 500, off: 'autoSwitchOnError', asked: ['a'] },
    { status: 500, off: 'autoSwitchOnRateLimit', asked: ['a', 'b'] },
  ])('asks $asked after a $status with $off switched off', async ({ status, off, asked }) => {
    await start({ accounts: two, settings: { [off]: false } });
    harness.upstream.respond('a', failing(status));

    expect((await send()).ok).toBe(asked.length === 2);
    expect(harness.upstream.asked).toEqual(asked);
  });

  it.each([
    ['20', '60'],
    ['60', '20'],
  ])('states the earliest retry of accounts that ask for %s s and %s s', async (a, b) => {
    await start({ accounts: two });
    harness.upstream.respond('a', failing(429, { 'retry-after': a }));
    harness.upstream.respond('b', failing(429, { 'retry-after': b }));

    expect((await send()).headers.get('retry-after')).toBe('20');
  });

  it('refuses when there is no account', async () => {
    await start({ accounts: [] });
    const refused = await send();

    expect(refused.status).toBe(529);
    expect(await refused.text()).toContain('No account can serve this request. Add an account.');
  });
});
