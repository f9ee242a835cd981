import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { JsonObject } from '@codegate/kernel';

import { mergeChanges } from './merge-changes.js';

const copyOf = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonObject;
/** As JSON.parse makes them: without negative zeros. */
const anObject = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.jsonValue())
  .map(copyOf);

describe('mergeChanges', () => {
  it('changes nothing where the two versions are equal', () => {
    fc.assert(
      fc.property(anObject, anObject, (own, version) => {
        expect(mergeChanges(own, version, copyOf(version))).toBe(own);
      }),
    );
  });

  it('gives the new version of an object that is the old version', () => {
    fc.assert(
      fc.property(anObject, anObject, (before, after) => {
        expect(mergeChanges(copyOf(before), before, after)).toEqual(after);
      }),
    );
  });

  it('keeps what only the object has, and the order of its members', () => {
    const own = { unknown: 1, limit: 10, inner: { x: 1, y: [1, 2] }, last: true };
    const before = { limit: 10, inner: { x: 1, y: [1, 2] } };
    const after = { limit: 5, inner: { y: [1, 3], z: 0 } };

    const merged = mergeChanges(own, before, after);

    expect(JSON.stringify(merged)).toBe(
      '{"unknown":1,"limit":5,"inner":{"y":[1,3],"z":0},"last":true}',
    );
  });

  it('takes a list of another length as a whole', () => {
    const own = { list: [{ id: 1, own: true }, { id: 2 }] };
    const before = { list: [{ id: 1 }, { id: 2 }] };

    expect(mergeChanges(own, before, { list: [{ id: 2 }] })).toEqual({ list: [{ id: 2 }] });
    expect(mergeChanges(own, before, { list: [{ id: 1 }, { id: 3 }] })).toEqual({
      list: [{ id: 1, own: true }, { id: 3 }],
    });
  });
});
