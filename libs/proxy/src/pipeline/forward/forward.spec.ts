import { afterEach, describe, expect, it } from '@jest/globals';

import { MemoryAdmission } from '@codegate/shared-state';
import { BudgetState, BudgetTracker } from '@codegate/usage';

import { failing } from '../../testing/fake-upstream.js';
import { PipelineHarness, type HarnessOptions } from '../../testing/pipeline-harness.js';

let harness: PipelineHarness;
const start = async (options: HarnessOptions) => (harness = await PipelineHarness.start(options));
afterEach(() => harness.stop());

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
