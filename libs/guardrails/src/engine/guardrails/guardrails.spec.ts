import { readdirSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { defineGuardrail } from '../detect/guardrail.js';
import { KeywordTable } from '../scan-index/keyword-table.js';
import type { KeywordList } from '../scan-index/places.js';
import { builtInGuardrails } from './index.js';

const about = {
  id: 'toy',
  name: 'Toys',
  description: 'A guardrail of this test',
  group: 'pii',
  priority: 99,
  tokenPrefix: 'cgtoy',
} as const;

describe('built-in guardrails', () => {
  it('each have an id and a token prefix of their own', () => {
    const prefixes = builtInGuardrails.map(({ tokenPrefix }) => tokenPrefix);

    expect(new Set(builtInGuardrails.map(({ id }) => id)).size).toBe(builtInGuardrails.length);
    for (const prefix of prefixes) {
      expect(prefix).toMatch(/^cg[a-z]+$/);
      expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix]);
    }
  });

  // These tables use `textsFoundBy`, which searches with the keywords of the one guardrail only.
  it.each(builtInGuardrails.map(({ id }) => id))('%s has a test with examples', (id) => {
    const specs = readdirSync(new URL('./', import.meta.url));

    expect(specs).toContain(`${id.replaceAll('_', '-')}.spec.ts`);
  });
});

describe('a guardrail', () => {
  it('without keywords and shapes stops the program at its start', () => {
    const toy = defineGuardrail({
      ...about,
      find: ({ text }, report) => {
        report(0, text.length);
      },
    });

    expect(() => new KeywordTable([...builtInGuardrails, toy])).toThrow(
      'Guardrail toy declares no keywords and no shapes: it would never run',
    );
  });

  it('can only look at the places that it declares', () => {
    const toy = defineGuardrail({
      ...about,
      keywords: { toy: { words: ['teddy'] } },
      find: ({ places }, report) => {
        for (const start of places.of('toy').starts) report(start, start + 5);
        // @ts-expect-error: a kind of another guardrail
        places.of('nameTitle');
      },
    });
    // @ts-expect-error: there is no such shape
    defineGuardrail({ ...about, shapes: ['noShape'], find: () => undefined });

    expect(toy.keywords).toHaveProperty('toy');
  });

  it.each([
    [
      'other keywords of a kind that exists',
      { nameTitle: { words: ['Mx '] } },
      'other keywords of the kind nameTitle',
    ],
    [
      'a keyword of one character',
      { toy: { words: ['x'] } },
      'of the kind toy are missing or too short',
    ],
    ['an empty list', { toy: { words: [] } }, 'of the kind toy are missing or too short'],
  ])('with %s stops the program at its start', (_, keywords, message) => {
    const list: Record<string, KeywordList> = keywords;
    const toy = defineGuardrail({ ...about, keywords: list, find: () => undefined });

    expect(() => new KeywordTable([...builtInGuardrails, toy])).toThrow(message);
  });
});
