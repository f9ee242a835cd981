import { describe, expect, it } from '@jest/globals';

import { addDetections } from './detection-totals.js';

const email = { category: 'email', mode: 'anonymize' } as const;

describe('addDetections', () => {
  it('counts by category and mode, and leaves the totals it was given as they are', () => {
    const before = addDetections([], [email, email]);
    const after = addDetections(before, [
      { ...email, count: 3 },
      { category: 'email', mode: 'report' },
    ]);

    expect(before).toEqual([{ ...email, count: 2 }]);
    expect(after).toEqual([
      { ...email, count: 5 },
      { category: 'email', mode: 'report', count: 1 },
    ]);
  });
});
