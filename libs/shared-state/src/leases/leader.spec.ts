import { beforeEach, describe, expect, it } from '@jest/globals';

import { silentLogger } from '@codegate/kernel';

import { Leader } from './leader.js';
import { MemoryLeases } from './memory-leases.js';

let nowMs: number;
const clock = { now: () => nowMs };
let leases: MemoryLeases;
beforeEach(() => {
  nowMs = 1_000_000;
  leases = new MemoryLeases(clock);
});
const aProcess = (owner: string) => new Leader(leases, owner, clock, silentLogger);

describe('Leader', () => {
  it('is one process; another one takes over when it stops', async () => {
    const [first, second] = [aProcess('p1'), aProcess('p2')];
    await first.start();
    await second.start();
    expect([first.isLeader, second.isLeader]).toEqual([true, false]);

    await first.stop();
    await second.renewOrAcquire();

    expect([first.isLeader, second.isLeader]).toEqual([false, true]);
    await second.stop();
  });

  it('is replaced when it no longer renews, and knows that without asking', async () => {
    const [first, second] = [aProcess('p1'), aProcess('p2')];
    await first.renewOrAcquire();
    nowMs += 14_999;
    await second.renewOrAcquire();
    expect([first.isLeader, second.isLeader]).toEqual([true, false]);

    nowMs += 1;
    expect(first.isLeader).toBe(false);
    await second.renewOrAcquire();
    await first.renewOrAcquire();

    expect([first.isLeader, second.isLeader]).toEqual([false, true]);
  });

  it('keeps the lease by renewing it', async () => {
    const [first, second] = [aProcess('p1'), aProcess('p2')];
    for (let i = 0; i < 10; i += 1) {
      await first.renewOrAcquire();
      await second.renewOrAcquire();
      nowMs += 5_000;
    }

    expect([first.isLeader, second.isLeader]).toEqual([true, false]);
    expect(await leases.current('leader')).toMatchObject({ owner: 'p1', fencing: 1 });
  });

  it('runs tasks that must run once', async () => {
    const ran: string[] = [];
    const [first, second] = [aProcess('p1'), aProcess('p2')];
    await first.renewOrAcquire();
    for (const [name, leader] of Object.entries({ first, second })) {
      leader.onElected(() => Promise.resolve(void ran.push(`${name} elected`)));
      await leader.run(() => Promise.resolve(void ran.push(`${name} ran`)));
    }
    expect(ran).toEqual(['first elected', 'first ran']);

    nowMs += 15_000;
    await second.renewOrAcquire();
    await second.renewOrAcquire();

    expect(ran.slice(2)).toEqual(['second elected']);
  });
});
