import { describe, expect, it } from '@jest/globals';

import { matchesGlob } from './glob.js';

describe('matchesGlob', () => {
  it.each([
    ['claude-*', 'claude-sonnet-4-5', true],
    ['claude-*', 'Claude-Sonnet-4-5', true],
    ['*haiku*', 'claude-haiku-4-5', true],
    ['*', '', true],
    ['gpt-5', 'gpt-5', true],
    ['gpt-5', 'gpt-5-mini', false],
    ['gpt-?', 'gpt-5', true],
    ['gpt-?', 'gpt-', false],
    ['*-mini', 'gpt-mini-5', false],
    ['a*b*c', 'aXbYbZc', true],
    ['anthropic/*', 'anthropic/claude-opus-4', true],
    // Only `*` and `?` are special.
    ['gpt.5', 'gpt-5', false],
    ['[a]', 'a', false],
    ['', 'a', false],
  ])('%j and %j: %s', (pattern, name, fits) => {
    expect(matchesGlob(pattern, name)).toBe(fits);
  });

  it('is quick on patterns that make regular expressions slow', () => {
    const before = process.cpuUsage();
    expect(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(10_000))).toBe(false);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
  });
});
