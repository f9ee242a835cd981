import { describe, expect, it } from '@jest/globals';

import { tierOf } from './tier.js';

describe('tierOf', () => {
  it.each([
    ['claude-opus-4-6-20250219', 'opus'],
    ['claude-fable-5-1', 'opus'],
    ['Claude-Sonnet-5[1m]', 'sonnet'],
    ['claude-3-5-haiku-latest', 'haiku'],
    ['anthropic/claude-sonnet-4.5:thinking', 'sonnet'],
    ['gpt-5.4-nano', 'haiku'],
    ['o3-mini', 'haiku'],
    ['o3', 'opus'],
    ['gpt-5.5', 'sonnet'],
    ['gpt-5.5-pro', 'opus'],
    ['gemini-2.5-pro', 'opus'],
    ['gemini-3.5-flash-lite', 'haiku'],
    ['deepseek-reasoner', 'opus'],
    ['gpt-6-luna', 'haiku'],
    ['glm-4.5-air', 'haiku'],
    ['qwen2.5-coder:7b', 'haiku'],
    ['my-custom-model', 'sonnet'],
  ])('puts %s in %s', (model, tier) => {
    expect(tierOf(model)).toBe(tier);
  });

  it.each([
    ['claude-haiku-4-5-opus', 'haiku'],
    ['claude-haiku-x-sonnet', 'haiku'],
    ['claude-haiku-4-5-pro-max', 'haiku'],
    ['claude-3-5-haiku-opus', 'haiku'],
    ['claude-sonnet-4-5-opus', 'sonnet'],
    ['gpt-5-mini-opus', 'haiku'],
    ['glm-4.6-opus', 'sonnet'],
    ['my-claude-opus-4', 'sonnet'],
    ['glm-x/claude-opus-4-6', 'sonnet'],
    ['glm.anthropic.claude-opus-4-6', 'sonnet'],
    ['claude-haiku-/claude-opus-4-6', 'haiku'],
    ['openrouter/anthropic/claude-opus-4.6', 'opus'],
    ['opus-mini', 'opus'],
    ['us.anthropic.claude-opus-4-6-v1:0', 'opus'],
    ['vertex_ai/claude-opus-4@20250514', 'opus'],
    ['haiku', 'haiku'],
  ])('H5: a word added to a name does not change its tier: %s is %s', (model, tier) => {
    expect(tierOf(model)).toBe(tier);
  });

  it.each(['gemini-exp', 'MiniMax-M2.5', 'minimax/m3'])(
    'does not take a size word out of the middle of %s',
    (model) => {
      expect(tierOf(model)).toBe('sonnet');
    },
  );

  it('prefers the entry of the model list to the name', () => {
    expect(tierOf('claude-next', 'haiku')).toBe('haiku');
    expect(tierOf('claude-next', 'mythos')).toBe('opus');
  });

  it('H5, C1: a name of many version numbers takes no exponential time', () => {
    const before = process.cpuUsage();
    tierOf(`claude-${'0.'.repeat(120)}x`);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
  });
});
