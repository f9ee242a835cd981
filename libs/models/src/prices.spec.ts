import { describe, expect, it } from '@jest/globals';
import { calcPrice, findProvider } from '@pydantic/genai-prices';
import fc from 'fast-check';

import { providerIds, providers } from '@codegate/providers';

import { costMicroUsd, effectivePrice, type ModelPrice } from './prices.js';

const now = Date.UTC(2026, 10, 25);
const none = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
};

const freePrice: ModelPrice = {
  input: 0,
  output: 0,
  reasoning: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  webSearch: 0,
  request: 0,
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
    ['openai', 'gpt-5-2025-08-07', 'gpt-5'],
    ['openai', 'GPT-5', 'gpt-5'],
    ['openai', 'openai/gpt-5', 'gpt-5'],
    ['openai', 'models/gpt-5', 'gpt-5'],
    ['openai', 'gpt-5\u200b', 'gpt-5'],
    ['openai', ' gpt-5\n', 'gpt-5'],
    ['custom', 'openai/gpt-5', 'gpt-5'],
    ['custom', 'models/gpt-5', 'gpt-5'],
    ['custom', 'azure/gpt-5', 'gpt-5'],
    ['anthropic', 'claude-opus-5-5[1m]', 'claude-opus-5-5'],
    ['custom', 'us.anthropic.claude-opus-4-6-v1:0', 'claude-opus-4-6'],
    ['gemini', 'models/gemini-2.5-pro', 'gemini-2.5-pro'],
  ])('H5: at %s the name %j costs as much as %s', (provider, spelling, model) => {
    const usage = { ...none, inputTokens: 1_000, outputTokens: 1_000 };
    const cost = costMicroUsd(provider, model, usage, now);

    expect(cost).toBeGreaterThan(0);
    expect(costMicroUsd(provider, spelling, usage, now)).toBe(cost);
  });

  it('H5: an exact name goes before the name of its family', () => {
    const price = (input: number) => ({ ...freePrice, input });
    const overrides = new Map([
      ['gpt-5', price(1)],
      ['gpt-5-2025-08-07', price(2)],
      ['openai/gpt-5', price(3)],
      ['*', price(9)],
    ]);
    const inputPrice = (model: string) =>
      effectivePrice('custom', model, now, overrides)?.price.input;

    expect(inputPrice('gpt-5')).toBe(1);
    expect(inputPrice('gpt-5-2025-08-07')).toBe(2);
    expect(inputPrice('openai/gpt-5')).toBe(3);
    expect(inputPrice('unknown')).toBe(9);
  });

  it('H5: no entry of the price data is hidden by a pattern before it', () => {
    for (const id of providerIds) {
      const { priceVendor: providerId } = providers[id];
      const models = providerId === null ? [] : (findProvider({ providerId })?.models ?? []);
      const hidden = models.filter(({ id: model }) => {
        const found = calcPrice({ input_tokens: 1 }, model, { providerId: providerId! });
        return found !== null && found.model.id !== model;
      });
      expect(hidden).toEqual([]);
    }
  });

  it.each([
    ['openai', 'some-unknown-model'],
    ['custom', 'llama-3.3-70b'],
    ['custom', 'my-model'],
  ])('gives an unknown cost, not a guess, for %s %s', (provider, model) => {
    expect(costMicroUsd(provider, model, { ...none, inputTokens: 1 }, now)).toBeNull();
  });
});
