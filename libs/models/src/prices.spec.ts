import { describe, expect, it } from '@jest/globals';
import { calcPrice, findProvider } from '@pydantic/genai-prices';
import fc from 'fast-check';

import { providerIds, providers } from '@codegate/providers';

import { costMicroUsd } from './prices.js';

const now = Date.UTC(2026, 10, 25);
const none = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
};

describe('costMicroUsd', () => {
  it('agrees with the price library for every part of the usage, long-context tiers included', () => {
    const models = [
      ['anthropic', 'anthropic', 'claude-sonnet-4-5-20250929'],
      ['openai', 'openai', 'gpt-5.5'],
      ['gemini', 'google', 'gemini-2.5-pro'],
      ['deepseek', 'deepseek', 'deepseek-v4-flash'],
    ] as const;
    const tokens = fc.integer({ min: 0, max: 400_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        tokens,
        tokens,
        tokens,
        tokens,
        (
          [provider, vendor, model],
          inputTokens,
          cacheReadTokens,
          cacheWriteTokens,
          outputTokens,
        ) => {
          const expected = calcPrice(
            {
              input_tokens: inputTokens + cacheReadTokens + cacheWriteTokens,
              cache_read_tokens: cacheReadTokens,
              cache_write_tokens: cacheWriteTokens,
              output_tokens: outputTokens,
            },
            model,
            { providerId: vendor, timestamp: new Date(now) },
          );

          const cost = costMicroUsd(
            provider,
            model,
            { ...none, inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens },
            now,
          );

          expect(cost).not.toBeNull();
          expect(Math.abs(cost! - expected!.total_price * 1e6)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('prices one-hour cache writes at their own rate', () => {
    const usage = { ...none, cacheWriteTokens: 1_000_000, cacheWrite1hTokens: 1_000_000 };

    expect(costMicroUsd('anthropic', 'claude-opus-5-5', usage, now)).toBe(8_000_000);
  });

  it.each(providerIds)('has prices of the vendor that the provider %s names', (id) => {
    const { priceVendor } = providers[id];
    const found = priceVendor === null ? undefined : findProvider({ providerId: priceVendor });

    expect(found?.id ?? null).toBe(priceVendor);
  });

  it('knows a vendor model behind a custom server by its name', () => {
    const usage = { ...none, inputTokens: 1_000_000 };

    expect(costMicroUsd('custom', 'claude-opus-5-5', usage, now)).toBe(4_000_000);
  });

  it.each([
    ['openai', 'some-unknown-model'],
    ['custom', 'llama-3.3-70b'],
    ['custom', 'my-model'],
  ])('gives an unknown cost, not a guess, for %s %s', (provider, model) => {
    expect(costMicroUsd(provider, model, { ...none, inputTokens: 1 }, now)).toBeNull();
  });
});
