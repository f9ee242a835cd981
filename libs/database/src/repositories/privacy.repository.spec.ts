import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Database } from '../database.js';
import { databaseKinds, openTestDatabase } from '../testing/test-databases.js';
import { PrivacyRepository } from './privacy.repository.js';

const aMapping = (n: number, more: object = {}) => ({
  id: `m${n}`,
  tenantId: 't',
  category: 'jwt',
  originalHash: `hash${n}`,
  originalEnc: 'enc',
  replacement: `token${n}`,
  createdAt: `2026-11-2${n} 10:00:00.000`,
  ...more,
});

describe.each(databaseKinds)('PrivacyRepository on %s', (kind) => {
  let database: Database;
  let close: () => Promise<void>;
  let repository: PrivacyRepository;

  beforeEach(async () => {
    ({ database, close } = await openTestDatabase(kind));
    repository = new PrivacyRepository(database);
  });
  afterEach(() => close());

  it('keeps mappings, newest first, and ignores what is there already', async () => {
    await repository.appendMappings([aMapping(1), aMapping(2)]);
    await repository.appendMappings([aMapping(2, { id: 'other' }), aMapping(3)]);

    expect((await repository.newestMappings(2)).map(({ id }) => id)).toEqual(['m3', 'm2']);
    expect(await repository.pageOfMappings(1, 1)).toEqual({ items: [aMapping(2)], total: 3 });
  });

  it('does not take rows of the original, which hold no value, for restorable ones', async () => {
    await repository.appendMappings([aMapping(1, { originalEnc: '' })]);

    expect(await repository.newestMappings(10)).toEqual([]);
    expect((await repository.pageOfMappings(10, 0)).total).toBe(1);
  });

  it('drops the oldest beyond a number, and all of them', async () => {
    await repository.appendMappings([aMapping(1), aMapping(2), aMapping(3)]);
    await repository.pruneMappings(2);
    expect((await repository.newestMappings(10)).map(({ id }) => id)).toEqual(['m3', 'm2']);

    expect(await repository.deleteMappings()).toBe(2);
    expect((await repository.pageOfMappings(10, 0)).total).toBe(0);
  });

  it('adds counts up', async () => {
    const counts = { day: '2026-11-25', tenantId: '', category: 'email' };
    await repository.addCounts([{ ...counts, anonymized: 2, reported: 0, blocked: 1 }]);
    await repository.addCounts([{ ...counts, anonymized: 3, reported: 4, blocked: 0 }]);

    expect(await repository.counts()).toEqual([
      { ...counts, anonymized: 5, reported: 4, blocked: 1 },
    ]);
  });
});
