import { describe, expect, it } from '@jest/globals';

import type { Fix } from '@codegate/protocol';

import { UnsupportedFields } from './unsupported-fields.js';

const now = Date.UTC(2026, 10, 30);
const dayMs = 24 * 60 * 60 * 1000;
const drop = (field: string): Fix => ({ kind: 'drop_field', path: [field] });
const at = (tenantId: string | null, model = 'm') => ({
  provider: 'custom',
  origin: 'http://up',
  model,
  tenantId,
});

describe('UnsupportedFields', () => {
  it('H2: what one tenant has met changes no request of others until a second tenant meets it', () => {
    const fields = new UnsupportedFields();
    fields.add(at('a'), drop('seed'), 'x', now);
    expect(fields.fixesFor(at('a'), now)).toEqual([drop('seed')]);
    expect(fields.fixesFor(at('b'), now)).toEqual([]);
    expect(fields.fixesFor(at(null), now)).toEqual([]);
    fields.add(at('a'), drop('seed'), 'x', now);
    expect(fields.fixesFor(at('b'), now)).toEqual([]);

    fields.add(at('b'), drop('seed'), 'x', now);

    expect(fields.fixesFor(at('c'), now)).toEqual([drop('seed')]);
    expect(fields.list(now)).toMatchObject([{ field: 'seed', tenantId: 'a', isShared: true }]);
  });

  it('H2: forgets after a day, and keeps neither unknown fields nor long names nor long messages', () => {
    const fields = new UnsupportedFields();
    fields.add(at('a'), drop('seed'), 'x'.repeat(2_000), now);
    fields.add(at('a'), drop('some_field'), 'x', now);
    fields.add(at('a', 'm'.repeat(1_000)), drop('seed'), 'x', now);

    expect(fields.list(now)).toHaveLength(1);
    expect(fields.list(now)[0]!.message).toHaveLength(300);
    expect(fields.fixesFor(at('a'), now + dayMs)).toEqual([]);
    expect(fields.list(now + dayMs)).toEqual([]);
  });

  it('H2: one tenant fills a part of the memory only', () => {
    const fields = new UnsupportedFields();
    fields.add(at('b'), drop('seed'), 'x', now);
    for (let i = 0; i < 2_000; i += 1) fields.add(at('a', `m${i}`), drop('seed'), 'x', now);

    expect(fields.list(now)).toHaveLength(101);
    expect(fields.fixesFor(at('b'), now)).toEqual([drop('seed')]);
  });
});
