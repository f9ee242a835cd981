import { describe, expect, it } from '@jest/globals';

import { capabilitiesOf } from './capabilities.js';

describe('capabilitiesOf', () => {
  it.each([
    ['claude-fable-5-1', { thinking: ['adaptive'], sampling: 'none', prefill: false }],
    ['claude-opus-5-5', { thinking: ['adaptive'] }],
    ['claude-opus-5', { thinking: ['disabled', 'adaptive'] }],
    ['claude-sonnet-4-6', { thinking: ['disabled', 'enabled', 'adaptive'], sampling: 'one' }],
    ['claude-opus-4-5-20251101', { efforts: ['low', 'medium', 'high'] }],
    ['claude-haiku-4-5-20251001', { efforts: null, maxOutputTokens: 64_000 }],
    ['anthropic/claude-sonnet-4.5', { efforts: null, contextTokens: 200_000 }],
    ['claude-3-5-haiku-latest', { thinking: [], sampling: 'full' }],
    ['claude-brand-new-9', { sampling: 'none', maxOutputTokens: 128_000 }],
    ['gpt-4o-mini', { sampling: 'full', maxOutputTokens: 16_384 }],
    ['o4-mini', { stop: false, efforts: ['low', 'medium', 'high'] }],
    ['gpt-5-mini', { efforts: ['minimal', 'low', 'medium', 'high'] }],
    ['gpt-5.5-codex', { contextTokens: 1_050_000, developerRole: true }],
    ['gpt-6.1-sol', { maxOutputTokens: null }],
    ['gpt-oss-120b', { developerRole: false, maxOutputTokens: 40_960 }],
    ['zai-glm-4.7', { contextTokens: 204_800 }],
    ['MiniMax-M3', { contextTokens: 1_000_000 }],
    ['deepseek/deepseek-v4-flash', { maxOutputTokens: 384_000 }],
  ])('knows %s', (model, expected) => {
    expect(capabilitiesOf(model)).toMatchObject({ isKnown: true, capabilities: expected });
  });

  it('gives an unknown model safe defaults', () => {
    expect(capabilitiesOf('my-model')).toMatchObject({
      isKnown: false,
      capabilities: { contextTokens: 128_000, maxOutputTokens: 8_192, efforts: null },
    });
  });

  it('prefers values of the provider', () => {
    const { capabilities } = capabilitiesOf('claude-opus-5', { maxOutputTokens: 1 });

    expect(capabilities).toMatchObject({ maxOutputTokens: 1, prefill: false });
  });
});
