import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

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

  it('agrees with a regular expression', () => {
    const letters = fc.constantFrom('a', 'b', 'B', '*', '?', '.');
    fc.assert(
      fc.property(
        fc.string({ unit: letters, maxLength: 8 }),
        fc.string({ unit: letters, maxLength: 10 }),
        (pattern, name) => {
          const escaped = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
          expect(matchesGlob(pattern, name)).toBe(new RegExp(`^${escaped}$`, 'i').test(name));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('M17: a hundred of the worst patterns for one name take a few milliseconds', () => {
    const patterns = [
      `*${'a'.repeat(198)}b`,
      `*${'a'.repeat(128)}b*`,
      `*${'a?'.repeat(64)}b*`,
      `${'*a'.repeat(99)}b`,
      `${'*?'.repeat(99)}b`,
    ];
    const before = process.cpuUsage();
    for (let i = 0; i < 200; i += 1) {
      for (const pattern of patterns) expect(matchesGlob(pattern, 'a'.repeat(512))).toBe(false);
    }
    expect(process.cpuUsage(before).user / 1_000 / 10).toBeLessThan(100);
  });

  it('M17: a name of a million characters matches nothing and costs nothing', () => {
    const name = 'a'.repeat(1_000_000);
    const before = process.cpuUsage();
    expect(matchesGlob(`*${'a'.repeat(198)}b`, name)).toBe(false);
    expect(matchesGlob('*', name)).toBe(false);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(100);
  });
});
