import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Clock } from '@codegate/kernel';
import { MemoryAdmission } from '@codegate/shared-state';
import { KeyUses } from '@codegate/tenants';
import { BudgetState, BudgetTracker, type BudgetDefinition } from '@codegate/usage';

import type { ProxyKey, ProxyTenant } from '../../directory/snapshot.js';
import type { Caller } from '../call.js';
import type { Exchange } from '../exchange.js';
import { admitCaller } from './admit.js';
import { limitHeaders } from './limit-headers.js';
import { OpenReservations, Reservations } from './reservations.js';
import { reserveAccount } from './reserve.js';

const now = Date.UTC(2026, 10, 25, 12);
const unlimited = { rateLimit: 0, tokensPerMinute: 0, maxConcurrent: 0 };
const aCaller = (tenant: Partial<ProxyTenant>, key?: Partial<ProxyKey>): Caller => ({
  tenant: { id: 't', ...unlimited, ...tenant } as ProxyTenant,
  key: key ? ({ id: 'k', endpoints: null, models: null, ...unlimited, ...key } as ProxyKey) : null,
});
const anExchange = (caller: Caller, call: object = {}) =>
  ({
    caller,
    call: { endpoint: 'messages', dialect: 'messages', receivedAtMs: now, ...call },
    reservations: new Reservations(deps.openReservations),
    request: { model: 'm' },
    snapshot: { prices: new Map() },
    estimate: () => ({ input: 100, output: 700 }),
    reply: { addHeaders: () => undefined },
  }) as unknown as Exchange;

let writtenUses: ReadonlyMap<string, string>;
let deps: {
  instanceId: string;
  admission: MemoryAdmission;
  budgets: BudgetTracker;
  openReservations: OpenReservations;
  keyUses: KeyUses;
  clock: Clock;
};
beforeEach(() => {
  const admission = new MemoryAdmission();
  deps = {
    instanceId: 'me',
    admission,
    budgets: new BudgetTracker(admission),
    openReservations: new OpenReservations(),
    keyUses: new KeyUses((uses) => {
      writtenUses = uses;
      return Promise.resolve();
    }),
    clock: { now: () => now },
  };
});
const admit = (caller: Caller): Reservations => {
  const exchange = anExchange(caller);
  void admitCaller(exchange, deps);
  return exchange.reservations;
};

describe('admitCaller', () => {
  it('counts a request that the key refuses neither for the key nor for the tenant', () => {
    const caller = aCaller({ rateLimit: 10 }, { rateLimit: 1 });
    admit(caller);
    expect(() => admit(caller)).toThrow(/1 requests per minute of this key/);

    expect(deps.admission.windowOf('requests', 'tenant:t', now).taken).toBe(1);
  });

  it('admits no more requests at once than there are slots, and gives each slot back once', () => {
    const caller = aCaller({ maxConcurrent: 10 });
    const all = Array.from({ length: 500 }, () => {
      try {
        return admit(caller);
      } catch {
        return null;
      }
    });
    const admitted = all.filter((reservations) => reservations !== null);
    expect(admitted).toHaveLength(10);
    admitted[0]?.close();
    admitted[0]?.close();

    expect(deps.admission.slotsInUse('tenant:t')).toBe(9);
    expect(deps.openReservations.size).toBe(9);
  });

  it('keeps slots while their requests run, and gets back those of a process that died', () => {
    const caller = aCaller({ maxConcurrent: 1 });
    admit(caller);
    const later = (afterMs: number) => {
      const exchange = anExchange(caller, { receivedAtMs: now + afterMs });
      void admitCaller(exchange, deps);
    };
    deps.openReservations.renew(now + 40_000);
    expect(() => later(90_000)).toThrow(/1 requests at once/);

    // The reservation is not renewed any more.
    later(100_001);
  });

  it('records the use of a key', async () => {
    admit(aCaller({}, {}));
    await deps.keyUses.flush();

    expect([...writtenUses]).toEqual([['k', '2026-11-25 12:00:00.000']]);
  });
});

const anAccount = { id: 'a', name: 'A', rateLimit: 0, billing: 'cash', provider: 'custom' };
const aCandidate = (account: object = {}) =>
  ({ account: { ...anAccount, ...account }, targetModel: 'm' }) as Parameters<
    typeof reserveAccount
  >[1];
const aBudget = (budget: Partial<BudgetDefinition>) => {
  const state = new BudgetState(
    {
      id: 'b',
      scope: 'tenant',
      subjectId: 't',
      subjectName: 'Team',
      period: 'daily',
      limitMicroUsd: 0,
      enforcement: 'strict',
      counts: 'all',
      thresholds: [],
      timeZone: 'UTC',
      startsAtMs: 0,
      ...budget,
    },
    now,
  );
  state.isKnown = true;
  return state;
};

describe('reserveAccount', () => {
  it('reserves tokens by estimate and replaces them by the real ones', () => {
    const exchange = anExchange(aCaller({ tokensPerMinute: 1_000 }));
    expect(reserveAccount(exchange, aCandidate(), deps)).toEqual({ kind: 'granted' });
    expect(reserveAccount(exchange, aCandidate(), deps)).toMatchObject({
      kind: 'caller_refused',
      error: { code: 'rate_limited', message: expect.stringContaining('may use 800') },
    });

    exchange.reservations.settle({ tokens: 50, microUsd: 0, budgets: [], nowMs: now });

    expect(deps.admission.windowOf('tokens', 'tenant:t', now).taken).toBe(50);
  });

  it('does not estimate a request that no limit or budget asks about', () => {
    const exchange = anExchange(aCaller({}));
    const estimate = jest.spyOn(exchange, 'estimate');
    expect(reserveAccount(exchange, aCandidate(), deps)).toEqual({ kind: 'granted' });

    // An estimate reads the whole body: with one for every request a large request cost a fifth more.
    expect(estimate).not.toHaveBeenCalled();
  });

  it('takes nothing when the account has reached its limit', () => {
    const exchange = anExchange(aCaller({ tokensPerMinute: 10_000 }));
    const candidate = aCandidate({ rateLimit: 1 });
    void reserveAccount(exchange, candidate, deps);
    exchange.reservations.settle(null);

    expect(reserveAccount(exchange, candidate, deps)).toMatchObject({
      kind: 'account_refused',
      refusal: { accountId: 'a', reason: 'rate_limited', retryAfterMs: expect.any(Number) },
    });
    expect(deps.admission.windowOf('tokens', 'tenant:t', now).taken).toBe(0);
  });

  it('tells the caller of its own budgets, and the plan of those of the account', () => {
    const exchange = anExchange(aCaller({}));
    deps.budgets.replace([aBudget({})]);
    expect(reserveAccount(exchange, aCandidate(), deps)).toMatchObject({
      kind: 'caller_refused',
      error: {
        code: 'quota_exhausted',
        message: expect.stringMatching(
          /daily budget of .* of this tenant is used up; .*2026-11-26/,
        ),
        retryAfterMs: 12 * 3_600_000,
      },
    });

    deps.budgets.replace([aBudget({ scope: 'account', subjectId: 'a' })]);
    expect(reserveAccount(exchange, aCandidate(), deps)).toMatchObject({
      kind: 'account_refused',
      refusal: { reason: 'budget_exhausted', retryAfterMs: null },
    });
  });
});

describe('reserveAccount with an unknown price', () => {
  const unknown = (provider: string) => ({
    ...aCandidate({ provider, definition: {} }),
    targetModel: 'no-such-model',
  });
  const reserve = (provider: string, budget: Partial<BudgetDefinition>) => {
    deps.budgets.replace([aBudget({ limitMicroUsd: 1_000_000, ...budget })]);
    return reserveAccount(anExchange(aCaller({})), unknown(provider), deps);
  };

  it('H5: is refused by a strict budget where the provider charges for it', () => {
    expect(reserve('openai', {})).toMatchObject({
      kind: 'caller_refused',
      error: {
        code: 'quota_exhausted',
        message: expect.stringContaining('price of no-such-model'),
      },
    });
    expect(reserve('openai', { scope: 'account', subjectId: 'a' })).toMatchObject({
      kind: 'account_refused',
    });
  });

  it('H5: passes a lenient budget, and a server without a price list', () => {
    expect(reserve('openai', { enforcement: 'lenient' })).toEqual({ kind: 'granted' });
    expect(reserve('custom', {})).toEqual({ kind: 'granted' });
  });
});

describe('limitHeaders', () => {
  it("are Anthropic's, with the tighter of the two limits", () => {
    const caller = aCaller({ rateLimit: 10, tokensPerMinute: 500 }, { rateLimit: 3 });
    admit(caller);

    expect(limitHeaders(anExchange(caller), deps.admission)).toEqual({
      'anthropic-ratelimit-requests-limit': '3',
      'anthropic-ratelimit-requests-remaining': '2',
      'anthropic-ratelimit-requests-reset': expect.stringMatching(/^2026-11-25T12:01:0[01]Z$/),
      'anthropic-ratelimit-tokens-limit': '500',
      'anthropic-ratelimit-tokens-remaining': '500',
      'anthropic-ratelimit-tokens-reset': '2026-11-25T12:00:00Z',
    });
  });

  it("are OpenAI's", () => {
    const caller = aCaller({ rateLimit: 10 });
    admit(caller);
    const exchange = anExchange(caller, { dialect: 'chat', receivedAtMs: now + 30_000 });

    expect(limitHeaders(exchange, deps.admission)).toEqual({
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-remaining-requests': '9',
      'x-ratelimit-reset-requests': expect.stringMatching(/^3[01]s$/),
    });
  });

  it('are none without limits', () => {
    expect(limitHeaders(anExchange(aCaller({})), deps.admission)).toEqual({});
    expect(limitHeaders(anExchange({ tenant: null, key: null }), deps.admission)).toEqual({});
  });
});
