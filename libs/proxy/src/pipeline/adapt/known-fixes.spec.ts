import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { applyFix, editJson, type LastingFix } from '@codegate/protocol';

import { applyKnownFixes } from './known-fixes.js';

const drop = (field: string, inner?: string): LastingFix => ({
  kind: 'drop_field',
  path: inner === undefined ? [field] : [field, inner],
});
const rename = (from: string, to: string): LastingFix => ({ kind: 'rename_field', from, to });
const apply = (fixes: LastingFix[], json: object, edits: Record<string, string | null> = {}) => {
  const body = Buffer.from(JSON.stringify(json));
  const changes = applyKnownFixes(fixes, json as never, edits);
  return { json: JSON.parse(editJson(body, edits).toString()) as unknown, changes };
};

describe('applyKnownFixes', () => {
  it('leaves fields out, also inner ones, and says so', () => {
    const { json, changes } = apply([drop('top_k'), drop('thinking', 'display')], {
      model: 'm',
      top_k: 5,
      thinking: { type: 'enabled', display: 'x' },
    });

    expect(json).toEqual({ model: 'm', thinking: { type: 'enabled' } });
    expect(changes.map(({ path }) => path)).toEqual(['top_k', 'thinking.display']);
  });

  it('renames the value an earlier edit has set, not the one the client sent', () => {
    const { json } = apply(
      [rename('max_tokens', 'max_completion_tokens')],
      { max_tokens: 5_000 },
      { max_tokens: '100' },
    );

    expect(json).toEqual({ max_completion_tokens: 100 });
  });

  it('takes back a field an edit would have added', () => {
    const { json } = apply([drop('stream_options')], { model: 'm' }, { stream_options: '{}' });

    expect(json).toEqual({ model: 'm' });
  });

  it('gives the bytes that applying one fix after the other gives', () => {
    const field = fc.constantFrom('a', 'b', 'c');
    const fix = fc.oneof(
      field.map((name) => drop(name)),
      fc.tuple(field, field).map(([name, inner]) => drop(name, inner)),
      fc.tuple(field, field).map(([from, to]) => rename(from, to)),
    );
    const value = fc.oneof(fc.integer(), fc.dictionary(field, fc.integer()));
    fc.assert(
      fc.property(fc.dictionary(field, value), fc.array(fix, { maxLength: 4 }), (json, fixes) => {
        let expected: Buffer = Buffer.from(JSON.stringify(json));
        for (const each of fixes) expected = applyFix(expected, each) ?? expected;
        expect(apply(fixes, json).json).toEqual(JSON.parse(expected.toString()));
      }),
    );
  });
});
