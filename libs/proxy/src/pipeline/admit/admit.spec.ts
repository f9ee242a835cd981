import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Clock } from '@codegate/kernel';
import { MemorySharedState } from '@codegate/shared-state';
import { KeyUses } from '@codegate/tenants';

import type { ProxyKey, ProxyTenant } from '../../directory/snapshot.js';
import type { Caller } from '../call.js';
import type { Exchange } from '../exchange.js';
import { admitCaller, admitRequest } from './admit.js';
import { limitHeaders } from './limit-headers.js';
import { Reservations } from './reservations.js';

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
    reservations: new Reservations(),
    request: { model: 'm' },
    estimate: { input: 100, output: 700 },
    reply: { addHeaders: () => undefined },
  }) as unknown as Exchange;

let writtenUses: ReadonlyMap<string, string>;
let deps: { shared: MemorySharedState; keyUses: KeyUses; clock: Clock };
beforeEach(() => {
  deps = {
    shared: new MemorySharedState(),
    keyUses: new KeyUses((uses) => {
      writtenUses = uses;
      return Promise.resolve();
    }),
    clock: { now: () => now },
  };
});
const admit = (caller: Caller): Reservations => {
  const exchange = anExchange(caller);
  admitCaller(exchange, deps);
  return exchange.reservations;
};

describe('admitCaller', () => {
  it('counts a request that the key refuses neither for the key nor for the tenant', () => {
    const caller = aCaller({ rateLimit: 10 }, { rateLimit: 1 });
    admit(caller);
    expect(() => admit(caller)).toThrow(/1 requests per minute of this key/);

    expect(deps.shared.countInWindow('tenant:t', now)).toBe(1);
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

    expect(deps.shared.slotsInUse('tenant:t')).toBe(9);
  });

  it('records the use of a key', async () => {
    admit(aCaller({}, {}));
    await deps.keyUses.flush();

    expect([...writtenUses]).toEqual([['k', '2026-11-25 12:00:00.000']]);
  });
});

describe('admitRequest', () => {
  it('reserves tokens by estimate and replaces them by the real ones', () => {
    const exchange = anExchange(aCaller({ tokensPerMinute: 1_000 }));
    admitRequest(exchange, deps);
    expect(() => admitRequest(exchange, deps)).toThrow(/may use 800/);

    exchange.reservations.settle({ tokens: 50, costMicroUsd: null, billing: 'cash' });

    expect(deps.shared.windowOf('tokens:tenant:t', now).taken).toBe(50);
  });
});

describe('limitHeaders', () => {
  it("are Anthropic's, with the tighter of the two limits", () => {
    const caller = aCaller({ rateLimit: 10, tokensPerMinute: 500 }, { rateLimit: 3 });
    admit(caller);

    expect(limitHeaders(anExchange(caller), deps.shared)).toEqual({
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

    expect(limitHeaders(exchange, deps.shared)).toEqual({
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-remaining-requests': '9',
      'x-ratelimit-reset-requests': expect.stringMatching(/^3[01]s$/),
    });
  });

  it('are none without limits', () => {
    expect(limitHeaders(anExchange(aCaller({})), deps.shared)).toEqual({});
    expect(limitHeaders(anExchange({ tenant: null, key: null }), deps.shared)).toEqual({});
  });
});
