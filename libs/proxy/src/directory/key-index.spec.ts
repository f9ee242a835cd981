import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sha256Hex } from '@codegate/kernel';

import { KeyIndex } from './key-index.js';

const anEdit = fc.record({ key: fc.nat(40), value: fc.option(fc.nat()) });

describe('KeyIndex', () => {
  it('holds what a Map would hold, and leaves the index it came from as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anEdit)), (drafts) => {
        const model = new Map<string, number>();
        let index = new KeyIndex<number>();
        for (const edits of drafts) {
          const before = [...index.values()];
          const draft = index.draft();
          for (const { key, value } of edits) {
            const hash = sha256Hex(String(key));
            if (value === null) {
              model.delete(hash);
              draft.delete(hash);
            } else {
              model.set(hash, value);
              draft.set(hash, value);
            }
          }
          const next = draft.finish();
          expect([...index.values()]).toEqual(before);
          expect(next.size).toBe(model.size);
          for (const [hash, value] of model) expect(next.get(hash)).toBe(value);
          expect([...next.values()].sort()).toEqual([...model.values()].sort());
          index = next;
        }
      }),
    );
  });

  it('finds nothing for a text that is not a hash', () => {
    expect(new KeyIndex().get('')).toBeUndefined();
    expect(new KeyIndex().get('not hexadecimal')).toBeUndefined();
  });
});
