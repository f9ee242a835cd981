import { describe, expect, it } from '@jest/globals';

import { addFinds } from './find-totals.js';

const email = { category: 'email', mode: 'anonymize' } as const;

describe('addFinds', () => {
  it('counts by category and mode, and leaves the totals it was given as they are', () => {
    const before = addFinds([], [email, email]);
    const after = addFinds(before, [
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
