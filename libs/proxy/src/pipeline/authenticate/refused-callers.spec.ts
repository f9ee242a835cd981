import { describe, expect, it } from '@jest/globals';

import { RefusedCallers } from './refused-callers.js';

function refusedCallers() {
  const warnings: unknown[] = [];
  const refused = new RefusedCallers({ warn: (facts: unknown) => void warnings.push(facts) });
  const logged = (count: number, address: (i: number) => string = () => '192.0.2.1', nowMs = 0) =>
    Array.from({ length: count }, (_, i) => refused.note(address(i), nowMs)).filter(
      ({ isLogged }) => isLogged,
    ).length;
  return { refused, logged, warnings };
}

describe('RefusedCallers', () => {
  it('L6: logs ten refused requests of an address in a minute, and sums up the others', () => {
    const { logged, warnings } = refusedCallers();

    expect(logged(50)).toBe(10);
    expect(logged(50, () => '192.0.2.2')).toBe(10);
    expect(logged(50, () => '192.0.2.1', 60_000)).toBe(10);
    expect(warnings).toEqual([{ address: '192.0.2.1', refused: 50 }]);
  });

  it('L6: logs a limited number of all addresses together, and counts an IPv6 network as one', () => {
    const { logged } = refusedCallers();

    expect(logged(50, (i) => `2001:db8::${i}`)).toBe(10);
    expect(logged(5_000, (i) => `10.0.${i >> 8}.${i & 255}`)).toBe(290);
  });

  it('L6: delays an address after a hundred refusals, and no other', () => {
    const { refused } = refusedCallers();
    const delays = Array.from({ length: 101 }, () => refused.note('192.0.2.1', 0).delayMs);

    expect(delays.slice(0, 100).every((ms) => ms === 0)).toBe(true);
    expect(delays[100]).toBe(1_000);
    expect(refused.note('192.0.2.2', 0).delayMs).toBe(0);
    expect(refused.note('192.0.2.1', 60_000).delayMs).toBe(0);
  });
});
