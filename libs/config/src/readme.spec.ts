import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { configTable } from './config-table.js';

const readme = join(import.meta.dirname, '../../../README.md');
const section = /<!-- config -->\n[^]*<!-- \/config -->/;

describe('the README', () => {
  it('lists every variable as the code defines it (UPDATE_README=1 writes it)', () => {
    const text = readFileSync(readme, 'utf8');
    const written = `<!-- config -->\n${configTable()}<!-- /config -->`;
    if (process.env.UPDATE_README === '1')
      writeFileSync(
        readme,
        text.replace(section, () => written),
      );

    expect(section.exec(readFileSync(readme, 'utf8'))?.[0]).toBe(written);
  });
});
