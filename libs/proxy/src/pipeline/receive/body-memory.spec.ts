import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { BodyMemory } from './body-memory.js';

const mib = 1024 * 1024;
const limits = { totalBytes: 100 * mib, tenantBytes: 40 * mib };

describe('BodyMemory', () => {
  it('H1: keeps the large bodies of one tenant within its limit, and serves other tenants meanwhile', () => {
    const memory = new BodyMemory(limits);
    memory.open('a').take(20 * mib);
    const second = memory.open('a');
    second.take(10 * mib);

    expect(() => memory.open('a').take(2 * mib)).toThrow('hold 40 MiB of bodies');
    expect(() => second.take(2 * mib)).toThrow('of this tenant');
    expect(() => memory.open('b').take(20 * mib)).not.toThrow();
  });

  it('H1: keeps the large bodies of all tenants within the limit, and still takes small ones', () => {
    const memory = new BodyMemory(limits);
    for (const tenant of ['a', 'b', 'c']) memory.open(tenant).take(25 * mib);

    expect(() => memory.open('d').take(2 * mib)).toThrow('hold 100 MiB of bodies');
    for (let small = 0; small < 25; small += 1) memory.open(`${small}`).take(mib);
    expect(() => memory.open('e').take(mib)).toThrow('hold 100 MiB of bodies');
  });

  it('takes a single request of a tenant, whatever its size', () => {
    const memory = new BodyMemory(limits);
    const held = memory.open('a');

    held.take(50 * mib);
    expect(() => held.take(10 * mib)).not.toThrow();
    expect(memory.bytes).toBe(60 * mib);
  });

  it('H1: refuses a body that is announced as larger than the room, and holds nothing for it', () => {
    const memory = new BodyMemory(limits);
    memory.open('a').take(20 * mib);
    const second = memory.open('a');

    expect(() => second.check(20 * mib)).toThrow('hold 40 MiB of bodies');
    expect(() => second.check(5 * mib)).not.toThrow();
    expect(memory.bytes).toBe(20 * mib);
  });

  it('holds nothing when every request is over, also those that were refused', () => {
    const step = fc.record({
      request: fc.nat(8),
      bytes: fc.integer({ min: 1, max: 30 * mib }),
      closes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const memory = new BodyMemory(limits);
        const requests = Array.from({ length: 9 }, (_, index) => memory.open(`${index % 3}`));
        for (const { request, bytes, closes } of steps) {
          try {
            if (closes) requests[request]?.close();
            else requests[request]?.take(bytes);
          } catch {
            // Refused: then it holds what it held.
          }
          expect(memory.bytes).toBeGreaterThanOrEqual(0);
        }
        for (const request of requests) request.close();

        expect(memory.bytes).toBe(0);
        expect(['0', '1', '2'].map((tenant) => memory.bytesOf(tenant))).toEqual([0, 0, 0]);
      }),
    );
  });
});
