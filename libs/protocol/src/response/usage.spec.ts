import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dialects, formatOf } from '../registry.js';

const names = [
  'input_tokens',
  'output_tokens',
  'prompt_tokens',
  'completion_tokens',
  'total_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'num_search_queries',
];
const details = {
  cached_tokens: 'prompt_tokens_details',
  cache_write_tokens: 'input_tokens_details',
  reasoning_tokens: 'completion_tokens_details',
  thinking_tokens: 'output_tokens_details',
  ephemeral_1h_input_tokens: 'cache_creation',
  web_search_requests: 'server_tool_use',
};
const aValue = fc.oneof(
  fc.double(),
  fc.nat(),
  fc.constantFrom<unknown>(Infinity, -Infinity, 1e300, -5, 0.5, '12', 'NaN', null, true, {}, []),
);

describe.each(dialects)('usage of %s', (dialect) => {
  const readUsage = (usage: object) => formatOf(dialect).response.readUsage({ usage });

  it('H3: has whole numbers that can be true, or is not there at all', () => {
    const aUsage = fc.record(
      {
        ...Object.fromEntries(names.map((name) => [name, aValue])),
        ...Object.fromEntries(
          Object.entries(details).map(([name, group]) => [group, fc.record({ [name]: aValue })]),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(aUsage, (usage) => {
        const read = readUsage(usage);
        if (!read) return;
        for (const [name, count] of Object.entries(read)) {
          if (name === 'serviceTier') continue;
          expect(Number.isSafeInteger(count)).toBe(true);
          expect(count).toBeGreaterThanOrEqual(0);
          expect(count).toBeLessThanOrEqual(2e9);
        }
        expect(read.reasoning).toBeLessThanOrEqual(read.output);
        expect(read.cacheWrite1h).toBeLessThanOrEqual(read.cacheWrite);
      }),
    );
  });

  it('H3: with an absurd count is not known, so that it is estimated', () => {
    const whole = { input_tokens: 5, prompt_tokens: 5, output_tokens: 7, completion_tokens: 7 };

    expect(readUsage(whole)).toMatchObject({ inputTokens: 5, output: 7 });
    for (const count of [1e300, 2e9, JSON.parse('1e400') as number]) {
      expect(
        readUsage({ ...whole, output_tokens: count, completion_tokens: count }),
      ).toBeUndefined();
    }
  });
});
