import { describe, expect, it } from '@jest/globals';

import { LoginThrottle } from './login-throttle.js';

const hourMs = 60 * 60_000;
const at = (account: string, address = '192.0.2.1', device: string | null = null) => ({
  ...{ account, address, device },
});
const attempts = (throttle: LoginThrottle, count: number, subject = at('a'), nowMs = 0) =>
  Array.from({ length: count }, () => throttle.attempt(subject, nowMs));

describe('LoginThrottle', () => {
  it('allows five wrong passwords of an account, then makes each attempt wait longer', () => {
    const throttle = new LoginThrottle();

    expect(attempts(throttle, 6)).toEqual([0, 0, 0, 0, 0, 30_000]);
    expect(attempts(throttle, 2, at('a'), 30_000)).toEqual([0, 60_000]);
    expect(attempts(throttle, 2, at('a'), 90_000)).toEqual([0, 120_000]);
  });

  it('waits at most 15 minutes, and starts again after an hour', () => {
    const throttle = new LoginThrottle();
    let nowMs = 0;
    for (let i = 0; i < 40; i += 1) nowMs += throttle.attempt(at('a'), nowMs);

    expect(throttle.attempt(at('a'), nowMs)).toBeLessThanOrEqual(15 * 60_000);
    expect(attempts(throttle, 5, at('a'), nowMs + 2 * hourMs)).toEqual([0, 0, 0, 0, 0]);
  });

  it('does not block an account because of another one', () => {
    const throttle = new LoginThrottle();
    attempts(throttle, 6);

    expect(throttle.attempt(at('b'), 0)).toBe(0);
  });

  it('blocks an account also when every attempt comes from a different address', () => {
    const throttle = new LoginThrottle();
    for (let i = 0; i < 50; i += 1) throttle.attempt(at('a', `192.0.2.${i}`), 0);

    expect(throttle.attempt(at('a', '198.51.100.1'), 0)).toBeGreaterThan(0);
  });

  it('L11: an attacker does not lock out the browser the owner has logged in with', () => {
    const throttle = new LoginThrottle();
    attempts(throttle, 1_000);
    for (let i = 0; i < 250; i += 1) throttle.attempt(at('a', `192.0.2.${i}`), 0);

    expect(throttle.attempt(at('a', '192.0.2.1', 'my browser'), 0)).toBe(0);
    expect(throttle.attempt(at('b', '192.0.2.1', 'my browser'), 0)).toBe(0);
  });

  it('L11: an attacker elsewhere does not lock out the address of the owner', () => {
    const throttle = new LoginThrottle();
    throttle.attempt(at('a', '198.51.100.1'), 0);
    throttle.succeeded(at('a', '198.51.100.1'));
    for (let i = 0; i < 250; i += 1) throttle.attempt(at('a', `192.0.2.${i}`), 0);

    expect(throttle.attempt(at('a', '198.51.100.1'), 0)).toBe(0);
    expect(throttle.attempt(at('a', '203.0.113.1'), 0)).toBeGreaterThan(0);
  });

  it('L11: a known browser gets no more tries than any other', () => {
    const throttle = new LoginThrottle();
    const subject = at('a', '192.0.2.1', 'stolen');

    expect(attempts(throttle, 6, subject)).toEqual([0, 0, 0, 0, 0, 30_000]);
  });

  it('blocks an address that tries many accounts', () => {
    const throttle = new LoginThrottle();
    for (let i = 0; i < 20; i += 1) throttle.attempt(at(`account ${i}`), 0);

    expect(throttle.attempt(at('another'), 0)).toBeGreaterThan(0);
    expect(throttle.attempt(at('another', '198.51.100.1'), 0)).toBe(0);
  });

  it('counts all addresses of an IPv6 /64 network as one', () => {
    const throttle = new LoginThrottle();
    for (let i = 0; i < 20; i += 1) throttle.attempt(at(`account ${i}`, `2001:db8::${i + 1}`), 0);

    expect(throttle.attempt(at('x', '2001:db8:0:0:ffff::1'), 0)).toBeGreaterThan(0);
    expect(throttle.attempt(at('x', '2001:db8:0:1::1'), 0)).toBe(0);
  });

  it('starts again after a right password, and does not count the attempt for the address', () => {
    const throttle = new LoginThrottle();
    for (let i = 0; i < 100; i += 1) {
      expect(throttle.attempt(at('a'), 0)).toBe(0);
      throttle.succeeded(at('a'));
    }
  });

  it('gives an attacker with their own account no additional attempts', () => {
    const throttle = new LoginThrottle();
    let tries = 0;
    for (let i = 0; i < 100; i += 1) {
      if (throttle.attempt(at('own'), 0) === 0) throttle.succeeded(at('own'));
      if (throttle.attempt(at(`victim ${i}`), 0) === 0) tries += 1;
    }

    expect(tries).toBeLessThanOrEqual(20);
  });
});
