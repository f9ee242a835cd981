import { describe, expect, it } from '@jest/globals';

import { MemoryAccountHealth, MemoryAdmission } from '@codegate/shared-state';

import { planRoute, windowKey } from './plan-route.js';
import { RoundRobin } from './round-robin.js';
import type { PlanAccount, PlanConfig, PlanRequest, PlanRow, StrategyName } from './types.js';

const now = 1_700_000_000_000;

const anAccount = (id: string, overrides: Partial<PlanAccount> = {}): PlanAccount => ({
  id,
  name: `account ${id}`,
  provider: 'anthropic',
  priority: 0,
  rateLimit: 0,
  monthlyBudgetMicroUsd: null,
  enabled: true,
  usable: true,
  endpoints: new Set(['messages'] as const),
  ...overrides,
});
const aRow = (accountId: string, overrides: Partial<PlanRow> = {}): PlanRow => ({
  tier: 'sonnet',
  accountId,
  priority: 0,
  targetModel: null,
  ...overrides,
});
const aConfig = (rows: PlanRow[], strategy: StrategyName = 'priority'): PlanConfig => ({
  id: 'cfg',
  name: 'cfg',
  strategy,
  rows,
});
const aRequest = (overrides: Partial<PlanRequest> = {}): PlanRequest => ({
  endpoint: 'messages',
  model: 'claude-sonnet-4-5',
  tier: 'sonnet',
  allowsModel: null,
  configId: null,
  nowMs: now,
  ...overrides,
});

function aTable(accounts: PlanAccount[], config?: PlanConfig) {
  const admission = new MemoryAdmission();
  const health = new MemoryAccountHealth();
  const roundRobin = new RoundRobin();
  const spent = new Map<string, number>();
  return {
    admission,
    health,
    spent,
    plan: (request: Partial<PlanRequest> = {}) =>
      planRoute(
        aRequest(request),
        {
          accounts: new Map(accounts.map((account) => [account.id, account])),
          configs: new Map(config ? [[config.id, config]] : []),
          activeConfigId: config?.id ?? null,
        },
        {
          admission,
          health,
          spentMicroUsd: (id) => spent.get(id) ?? 0,
          nextIndex: (key) => roundRobin.nextIndex(key),
        },
      ),
  };
}
const idsOf = (plan: { candidates: readonly { account: { id: string } }[] }) =>
  plan.candidates.map(({ account }) => account.id);

describe('planRoute: strategies', () => {
  const accounts = ['a', 'b', 'c'].map((id) => anAccount(id));

  it('priority: the highest first', () => {
    const table = aTable(
      accounts,
      aConfig([aRow('a', { priority: 1 }), aRow('b', { priority: 9 }), aRow('c', { priority: 5 })]),
    );

    expect(idsOf(table.plan())).toEqual(['b', 'c', 'a']);
  });

  it('round-robin: each row is first once, the others stay as fallbacks', () => {
    const table = aTable(accounts, aConfig([aRow('a'), aRow('b'), aRow('c')], 'round-robin'));

    expect([1, 2, 3, 4].map(() => idsOf(table.plan()).join(''))).toEqual([
      'abc',
      'bca',
      'cab',
      'abc',
    ]);
  });

  it('least-used: the least spend of the month first', () => {
    const table = aTable(accounts, aConfig([aRow('a'), aRow('b'), aRow('c')], 'least-used'));
    table.spent.set('a', 3).set('b', 1).set('c', 2);

    expect(idsOf(table.plan())).toEqual(['b', 'c', 'a']);
  });

  it('budget-aware: the most budget left first, an account without a budget before all', () => {
    const table = aTable(
      [
        anAccount('a', { monthlyBudgetMicroUsd: 100 }),
        anAccount('b', { monthlyBudgetMicroUsd: 80 }),
        anAccount('c'),
      ],
      aConfig([aRow('a'), aRow('b'), aRow('c')], 'budget-aware'),
    );
    table.spent.set('a', 90);

    expect(idsOf(table.plan())).toEqual(['c', 'b', 'a']);
  });

  it('breaks ties by priority and then by the order of the rows', () => {
    const table = aTable(
      accounts,
      aConfig([aRow('a'), aRow('b', { priority: 1 }), aRow('c')], 'least-used'),
    );

    expect(idsOf(table.plan())).toEqual(['b', 'a', 'c']);
  });
});

describe('planRoute: tiers and models', () => {
  it('asks for the target model of the row, else for the model of the caller', () => {
    const table = aTable(
      [anAccount('a'), anAccount('b')],
      aConfig([aRow('a', { targetModel: 'claude-opus-5', priority: 1 }), aRow('b')]),
    );

    expect(table.plan().candidates.map(({ targetModel }) => targetModel)).toEqual([
      'claude-opus-5',
      'claude-sonnet-4-5',
    ]);
  });

  it('uses only rows of the tier', () => {
    const table = aTable(
      [anAccount('a'), anAccount('b')],
      aConfig([aRow('a', { tier: 'haiku' }), aRow('b', { tier: 'opus' })]),
    );

    expect(idsOf(table.plan({ tier: 'haiku' }))).toEqual(['a']);
    expect(idsOf(table.plan({ tier: 'opus' }))).toEqual(['b']);
  });

  it('H5: gives a limited key the model set for its tier, but not that of another tier', () => {
    const opusRow = aRow('a', { tier: 'opus', targetModel: 'claude-opus-4-6' });
    const allowsModel = (model: string) => model.startsWith('claude-haiku-');
    const haiku = { tier: 'haiku', model: 'claude-haiku-4-5', allowsModel } as const;
    const onlyOpus = aTable([anAccount('a')], aConfig([opusRow]));
    expect(onlyOpus.plan(haiku)).toMatchObject({
      candidates: [],
      refusals: [{ reason: 'model_not_allowed' }],
    });
    expect(idsOf(onlyOpus.plan({ ...haiku, allowsModel: null }))).toEqual(['a']);

    const mapped = aConfig([opusRow, aRow('a', { tier: 'haiku', targetModel: 'glm-4.6' })]);
    expect(aTable([anAccount('a')], mapped).plan(haiku).candidates).toMatchObject([
      { targetModel: 'glm-4.6' },
    ]);
    const unchanged = aConfig([aRow('a', { tier: 'opus' })]);
    expect(idsOf(aTable([anAccount('a')], unchanged).plan(haiku))).toEqual(['a']);
  });

  it('takes the nearest tier that has rows, with all its checks, when the own has none (B15)', () => {
    const table = aTable(
      [anAccount('a', { monthlyBudgetMicroUsd: 1 }), anAccount('b')],
      aConfig([aRow('a', { tier: 'opus' }), aRow('b', { tier: 'haiku' })]),
    );
    expect(idsOf(table.plan())).toEqual(['a']);

    table.spent.set('a', 1);
    expect(table.plan().refusals).toMatchObject([{ accountId: 'a', reason: 'budget_exhausted' }]);
  });

  it('lists an account that has the same model in two rows once (B15)', () => {
    const table = aTable([anAccount('a')], aConfig([aRow('a'), aRow('a', { priority: 5 })]));

    expect(idsOf(table.plan())).toEqual(['a']);
  });

  it('lets the config of the tenant win over the active one', () => {
    const own = { ...aConfig([aRow('b')]), id: 'own' };
    const accounts = new Map([anAccount('a'), anAccount('b')].map((each) => [each.id, each]));
    const plan = planRoute(
      aRequest({ configId: 'own' }),
      {
        accounts,
        configs: new Map([
          ['cfg', aConfig([aRow('a')])],
          ['own', own],
        ]),
        activeConfigId: 'cfg',
      },
      {
        admission: new MemoryAdmission(),
        health: new MemoryAccountHealth(),
        spentMicroUsd: () => 0,
        nextIndex: () => 0,
      },
    );

    expect(idsOf(plan)).toEqual(['b']);
    expect(plan.configId).toBe('own');
  });

  it('without a config, uses every account by its own priority', () => {
    const table = aTable([anAccount('a'), anAccount('b', { priority: 3 })]);
    const plan = table.plan();

    expect(idsOf(plan)).toEqual(['b', 'a']);
    expect(plan.strategy).toBe('direct');
  });
});

describe('planRoute: accounts that cannot serve', () => {
  it.each([
    ['disabled', { enabled: false }],
    ['unreadable_credential', { usable: false }],
    ['dialect_not_supported', { endpoints: new Set(['chat'] as const) }],
  ] as const)('leaves out an account that is %s and says so', (reason, overrides) => {
    const plan = aTable([anAccount('a', overrides), anAccount('b')]).plan();

    expect(idsOf(plan)).toEqual(['b']);
    expect(plan.refusals).toMatchObject([{ accountId: 'a', reason }]);
  });

  it('leaves out an account at its rate limit and says when there is room', () => {
    const table = aTable([anAccount('a', { rateLimit: 1 })]);
    table.admission.acquire([{ kind: 'requests', key: windowKey('a'), limit: 1 }], {
      owner: 'me',
      ttlMs: 1_000,
      nowMs: now - 10_000,
    });
    const [refusal] = table.plan().refusals;

    expect(refusal).toMatchObject({ reason: 'rate_limited' });
    expect(refusal?.retryAfterMs).toBeGreaterThan(49_000);
  });

  it('applies limits and budgets without a config, too (B15)', () => {
    const table = aTable([anAccount('a', { monthlyBudgetMicroUsd: 10 })]);
    table.spent.set('a', 10);

    expect(table.plan().candidates).toEqual([]);
  });
});

describe('planRoute: cooldowns', () => {
  const failure = (untilMs: number) => ({
    reason: 'server_error' as const,
    nowMs: now,
    startedAtMs: now,
    retryAfterMs: untilMs,
  });

  it('puts accounts in cooldown last, in the order in which their cooldowns end (B12)', () => {
    const table = aTable(['a', 'b', 'c'].map((id) => anAccount(id)));
    table.health.noteFailure('a', null, failure(200_000));
    table.health.noteFailure('b', null, failure(20_000));

    expect(idsOf(table.plan())).toEqual(['c', 'b', 'a']);
  });

  it('puts only the model into cooldown when only the model failed', () => {
    const table = aTable([anAccount('a')]);
    table.health.noteFailure('a', 'claude-sonnet-4-5', failure(20_000));

    expect(table.plan().candidates[0]?.cooldown).not.toBeNull();
    expect(table.plan({ model: 'other' }).candidates[0]?.cooldown).toBeNull();
  });
});
