import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const document = readFileSync(`${root}docs/security.md`, 'utf8').replaceAll(/\s+/g, ' ');
/** A path, and what follows until the next one: the titles of its tests. */
const references = [
  ...document.matchAll(
    /`((?:apps|libs|test)\/[\w./-]+\.ts)`((?: and)?(?:,? (?:"[^"]+"|`[A-Z]+\d[^`]*`))*)/g,
  ),
];

describe('docs/security.md', () => {
  it('names tests that exist', () => {
    expect(references.length).toBeGreaterThan(50);
    const wrong = references.flatMap(([, path = '', titles = '']) => {
      if (!existsSync(root + path)) return [path];
      const source = readFileSync(root + path, 'utf8').replaceAll("\\'", "'");
      return [...titles.matchAll(/["`]([^"`]+)["`]/g)]
        .flatMap(([, title = '']) => title.split('…'))
        .map((piece) => piece.trim())
        .filter((piece) => piece.length > 3 && !source.includes(piece))
        .map((piece) => `${path}: ${piece}`);
    });
    expect(wrong).toEqual([]);
  });
});
