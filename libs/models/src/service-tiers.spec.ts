import { describe, expect, it } from '@jest/globals';

import { priceFactor } from './service-tiers.js';

describe('priceFactor', () => {
  it.each([
    ['gpt-5', 'priority', 2],
    ['gpt-5', 'fast', 2],
    ['openai/gpt-5.5', 'priority', 2.5],
    ['gpt-5-mini', 'priority', 1.8],
    ['gpt-9', 'priority', 2.5],
    ['gpt-5', 'flex', 0.5],
    ['gpt-5', 'batch', 0.5],
    ['gpt-5', 'default', 1],
    ['gpt-5', 'scale', 1],
    ['gpt-5', undefined, 1],
    ['claude-opus-4-6', 'fast', 6],
    ['claude-opus-5', 'fast', 2],
    ['claude-opus-5', 'priority', 1],
    ['claude-opus-5', 'standard', 1],
    ['gemini-2.5-pro', 'priority', 2],
    ['llama-3.3-70b', 'priority', 1],
  ])('M19: %s in tier %s costs %s times its price', (model, tier, factor) => {
    expect(priceFactor(model, { tier, geo: undefined })).toBe(factor);
  });

  it('M19: Anthropic charges more for inference in one country', () => {
    expect(priceFactor('claude-opus-5', { tier: undefined, geo: 'us' })).toBe(1.1);
    expect(priceFactor('claude-opus-5', { tier: 'fast', geo: 'us' })).toBe(2.2);
    expect(priceFactor('gpt-5', { tier: undefined, geo: 'us' })).toBe(1);
  });
});
