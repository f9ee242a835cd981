import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { createKeyFile } from './key-file.js';

describe('createKeyFile', () => {
  it('keeps a key that another process has created first', () => {
    const directory = mkdtempSync(join(tmpdir(), 'key-'));
    const path = join(directory, 'key');
    const first = createKeyFile(path, Buffer.alloc(32, 1));

    const second = createKeyFile(path, Buffer.alloc(32, 2));

    expect(first.created).toBe(true);
    expect(second).toEqual({ key: first.key, created: false });
    expect(readdirSync(directory)).toEqual(['key']);
  });
});
