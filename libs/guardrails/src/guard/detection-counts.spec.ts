import { describe, expect, it } from '@jest/globals';

import type { GuardrailCounts } from '@codegate/database';

import { DetectionCounts } from './detection-counts.js';

const day = Date.UTC(2026, 0, 5, 12);

describe('DetectionCounts', () => {
  it('adds up by day, tenant and category, and writes each sum once', async () => {
    const written: GuardrailCounts[] = [];
    const counts = new DetectionCounts((batch) => {
      written.push(...batch);
      return Promise.resolve();
    });
    counts.add('t', [{ category: 'email', mode: 'anonymize', count: 2 }], day);
    counts.add('t', [{ category: 'email', mode: 'block', count: 1 }], day);
    counts.add('t', [{ category: 'email', mode: 'anonymize', count: 3 }], day);
    counts.add('', [{ category: 'email', mode: 'report', count: 1 }], day);
    await counts.flush();
    await counts.flush();

    expect(written).toEqual([
      {
        day: '2026-01-05',
        tenantId: 't',
        category: 'email',
        anonymized: 5,
        reported: 0,
        blocked: 1,
      },
      {
        day: '2026-01-05',
        tenantId: '',
        category: 'email',
        anonymized: 0,
        reported: 1,
        blocked: 0,
      },
    ]);
  });

  it('keeps the counts of a write that failed', async () => {
    let isDown = true;
    const written: GuardrailCounts[] = [];
    const counts = new DetectionCounts((batch) => {
      if (isDown) return Promise.reject(new Error('down'));
      written.push(...batch);
      return Promise.resolve();
    });
    counts.add('t', [{ category: 'email', mode: 'anonymize', count: 2 }], day);
    await expect(counts.flush()).rejects.toThrow('down');
    isDown = false;
    counts.add('t', [{ category: 'email', mode: 'anonymize', count: 1 }], day);
    await counts.flush();

    expect(written).toMatchObject([{ anonymized: 3 }]);
  });
});
