import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Clock } from '@codegate/kernel';
import { MemorySharedState } from '@codegate/shared-state';
import { KeyUses } from '@codegate/tenants';

import type { ProxyKey, ProxyTenant } from '../directory/snapshot.js';
import { admit, admitRequest } from './admit.js';
import type { Call, Caller } from './call.js';
import { bytesOf, estimateTokens } from './estimate-tokens.js';
import type { DecodedRequest } from './decode.js';
import { Reservations } from './reservations.js';
import { limitHeaders } from './limits.js';

const now = Date.UTC(2026, 10, 25, 12);
const unlimited = { rateLimit: 0, tokensPerMinute: 0, maxConcurrent: 0 };
const aCaller = (tenant: Partial<ProxyTenant>, key?: Partial<ProxyKey>): Caller => ({
  tenant: { id: 't', ...unlimited, ...tenant } as ProxyTenant,
  key: key ? ({ id: 'k', endpoints: null, models: null, ...unlimited, ...key } as ProxyKey) : null,
});
const aRequest = (json: object): DecodedRequest => {
  const { max_tokens: tokens } = json as { max_tokens?: number };
  const outputLimits = tokens === undefined ? [] : [{ field: 'max_tokens', tokens }];
  return { json, model: 'm', outputLimits } as unknown as DecodedRequest;
};
const aCall = { endpoint: 'messages', receivedAtMs: now } as Call;

let writtenUses: ReadonlyMap<string, string>;
let use: { shared: MemorySharedState; keyUses: KeyUses; clock: Clock };
beforeEach(() => {
  use = {
    shared: new MemorySharedState(),
    keyUses: new KeyUses((uses) => {
      writtenUses = uses;
      return Promise.resolve();
    }),
    clock: { now: () => now },
  };
});
const enter = (caller: Caller, nowMs = now): Reservations => {
  const reservations = new Reservations();
  admit(caller, { reservations }, use, nowMs);
  return reservations;
};

describe('admit', () => {
  it('counts a request that the key refuses against neither', () => {
    const caller = aCaller({ rateLimit: 10 }, { rateLimit: 1 });
    enter(caller);
    expect(() => enter(caller)).toThrow(/1 requests per minute of this key/);

    expect(use.shared.countInWindow('tenant:t', now)).toBe(1);
  });

  it('lets no more in at once than there are places, and gives each place back once', () => {
    const caller = aCaller({ maxConcurrent: 10 });
    const all = Array.from({ length: 500 }, () => {
      try {
        return enter(caller);
      } catch {
        return null;
      }
    });
    const admitted = all.filter((reservations) => reservations !== null);
    expect(admitted).toHaveLength(10);
    admitted[0]?.close();
    admitted[0]?.close();

    expect(use.shared.slotsInUse('tenant:t')).toBe(9);
  });

  it('reserves tokens by estimate and replaces them by the real ones', () => {
    const caller = aCaller({ tokensPerMinute: 1_000 });
    const reservations = new Reservations();
    const trace = { reservations, estimate: () => ({ input: 100, output: 700 }) };
    admitRequest(aCall, aRequest({}), caller, trace, use);
    expect(() => admitRequest(aCall, aRequest({}), caller, trace, use)).toThrow(/may use 800/);

    reservations.settle({ tokens: 50, costMicroUsd: null, billing: 'cash' });

    expect(use.shared.windowOf('tokens:tenant:t', now).taken).toBe(50);
  });

  it('records the use of a key', async () => {
    enter(aCaller({}, {}));
    await use.keyUses.flush();

    expect([...writtenUses]).toEqual([['k', '2026-11-25 12:00:00.000']]);
  });
});

describe('limitHeaders', () => {
  it("are Anthropic's, with the tighter of the two limits", () => {
    const caller = aCaller({ rateLimit: 10, tokensPerMinute: 500 }, { rateLimit: 3 });
    enter(caller);

    expect(limitHeaders('messages', caller, use.shared, now)).toEqual({
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
    enter(caller);

    expect(limitHeaders('chat', caller, use.shared, now + 30_000)).toEqual({
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-remaining-requests': '9',
      'x-ratelimit-reset-requests': expect.stringMatching(/^3[01]s$/),
    });
  });

  it('are none without limits', () => {
    expect(limitHeaders('chat', aCaller({}), use.shared, now)).toEqual({});
    expect(limitHeaders('chat', { tenant: null, key: null }, use.shared, now)).toEqual({});
  });
});

describe('estimateTokens', () => {
  it('takes texts by their bytes and files by what they are', () => {
    expect(bytesOf({ a: 'äbc', b: ['x', 1, null] })).toBe(1 + 4 + 1 + 1 + 1 + 1);
    const picture = `data:image/png;base64,${'iVBORw0KGgo'.repeat(100_000)}`;

    expect(bytesOf(picture)).toBe(4_800);
    expect(bytesOf('word '.repeat(1_000))).toBe(5_000);
  });

  it('takes the most output the request allows, of all answers', () => {
    expect(estimateTokens(aRequest({ max_tokens: 100, n: 3 }), 'chat').output).toBe(300);
    expect(estimateTokens(aRequest({}), 'chat').output).toBeGreaterThan(1_000);
    expect(estimateTokens(aRequest({}), 'embeddings').output).toBe(0);
  });
});
