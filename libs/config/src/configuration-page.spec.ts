import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { configurationPage } from './configuration-page.js';

describe('docs/configuration.md', () => {
  it('lists every variable as the code defines it; otherwise run npm run docs:config', () => {
    const file = join(import.meta.dirname, '../../../docs/configuration.md');

    expect(readFileSync(file, 'utf8')).toBe(configurationPage());
  });
});
