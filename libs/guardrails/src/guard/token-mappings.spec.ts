import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import type { PrivacyMappingRow } from '@codegate/database';

import { TokenMappings } from './token-mappings.js';

const sealer = {
  current: Buffer.alloc(32, 1),
  seal: (text: string) => `sealed ${text}`,
  open: (text: string) => (text.startsWith('sealed ') ? text.slice(7) : null),
};

function someMappings() {
  const rows: PrivacyMappingRow[] = [];
  const errors: unknown[] = [];
  const database = { isDown: false };
  const mappings = new TokenMappings(sealer, {
    now: () => 1_700_000_000_000,
    write: (batch) => {
      if (database.isDown) return Promise.reject(new Error('down'));
      rows.push(...batch);
      return Promise.resolve();
    },
    onError: (error) => errors.push(error),
  });
  return { mappings, rows, errors, database };
}

describe('TokenMappings', () => {
  it('writes each new value once, encrypted, and reads it again', async () => {
    const { mappings, rows } = someMappings();
    mappings.remember('t', 'token', 'value', 'jwt');
    mappings.remember('t', 'token', 'value', 'jwt');
    await mappings.written();
    mappings.remember('t', 'token', 'value', 'jwt');
    await mappings.flush();

    expect(rows).toMatchObject([
      { tenantId: 't', replacement: 'token', originalEnc: 'sealed value' },
    ]);
    const { mappings: restarted } = someMappings();
    expect(restarted.load(rows)).toBe(0);
    expect(restarted.lookup('t', 'token')).toBe('value');
    expect(restarted.lookup('other', 'token')).toBeUndefined();
  });

  it('lets a request wait for new values only', async () => {
    const { mappings } = someMappings();
    expect(mappings.written()).toBeNull();
    mappings.remember('t', 'token', 'value', 'jwt');
    const written = mappings.written();
    expect(written).not.toBeNull();
    await written;
    expect(mappings.written()).toBeNull();
  });

  it('writes a value again whose write has failed, without delaying further requests', async () => {
    const { mappings, rows, errors, database } = someMappings();
    database.isDown = true;
    mappings.remember('t', 'a', 'first', 'jwt');
    await mappings.written();
    expect(errors).toHaveLength(1);
    expect(mappings.written()).toBeNull();

    database.isDown = false;
    mappings.remember('t', 'b', 'second', 'jwt');
    await mappings.written();

    expect(rows.map(({ replacement }) => replacement)).toEqual(['a', 'b']);
  });

  it('leaves time for other work between the batches of many values', async () => {
    const { mappings, rows } = someMappings();
    for (let number = 0; number < 5_000; number += 1) {
      mappings.remember('t', `token ${number}`, `value ${number}`, 'jwt');
    }
    let ticks = 0;
    const state = { isDone: false };
    const written = mappings.flush().then(() => (state.isDone = true));
    while (!state.isDone) {
      await setImmediate();
      ticks += 1;
    }
    await written;

    expect(rows).toHaveLength(5_000);
    expect(ticks).toBeGreaterThanOrEqual(10);
  });

  it('counts the rows that no key can decrypt', () => {
    const row = { tenantId: 't', replacement: 'x', originalEnc: 'damaged', category: 'jwt' };

    expect(someMappings().mappings.load([row as never])).toBe(1);
  });
});
