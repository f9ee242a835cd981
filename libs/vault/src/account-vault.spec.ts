import { createCipheriv } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { AccountVault } from './account-vault.js';
import { readGuardrailKey } from './key-sources.js';
import type { ConvertSecret, ReencryptRows } from './rotation.js';

const aDataDir = () => mkdtempSync(join(tmpdir(), 'vault-'));
const keyHex = (digit: string) => digit.repeat(64);

/** Stored secrets as the database would hold them. */
function aTable(...rows: string[]) {
  const table = { rows, reencrypt: undefined as unknown as ReencryptRows };
  table.reencrypt = (convert: ConvertSecret) => {
    let reEncrypted = 0;
    let failed = 0;
    table.rows = table.rows.map((stored) => {
      const converted = convert(stored);
      if (converted === null) failed += 1;
      else if (converted !== stored) reEncrypted += 1;
      return converted ?? stored;
    });
    return Promise.resolve({ reEncrypted, failed });
  };
  return table;
}

describe('AccountVault: values', () => {
  it('decrypts any text it encrypted, and never produces the same ciphertext twice', () => {
    const vault = AccountVault.open({ dataDir: aDataDir() });

    for (const secret of ['k', 'påsswörd-鍵-🔑', 'x'.repeat(10_000)]) {
      const stored = vault.encrypt(secret);
      expect(vault.tryDecrypt(stored)).toEqual({ secret });
      expect(vault.encrypt(secret)).not.toBe(stored);
      expect(Buffer.from(stored, 'base64')).toHaveLength(32 + Buffer.byteLength(secret));
    }
  });

  it('treats null and empty text as no secret, and refuses to encrypt empty text', () => {
    const vault = AccountVault.open({ dataDir: aDataDir() });

    expect(vault.tryDecrypt(null)).toEqual({ secret: null });
    expect(vault.tryDecrypt('')).toEqual({ secret: null });
    expect(vault.encryptOptional('')).toBeNull();
    expect(vault.encryptOptional(undefined)).toBeNull();
    expect(() => vault.encrypt('')).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });

  it('reports damaged values and values encrypted with another key as unreadable', () => {
    const vault = AccountVault.open({ dataDir: aDataDir() });
    const stored = vault.encrypt('secret');
    const bytes = Buffer.from(stored, 'base64');
    bytes[20] = (bytes[20] ?? 0) ^ 1;

    for (const bad of [
      bytes.toString('base64'),
      AccountVault.open({ dataDir: aDataDir() }).encrypt('secret'),
      'no ciphertext',
      'abcd:1234',
      stored.slice(0, 30),
    ]) {
      expect(vault.tryDecrypt(bad)).toEqual({ unreadable: true });
    }
  });

  it('reads the early form hex(iv):hex(ciphertext and tag)', () => {
    const dataDir = aDataDir();
    writeFileSync(join(dataDir, '.account-key'), keyHex('a'));
    const iv = Buffer.alloc(12, 7);
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(keyHex('a'), 'hex'), iv);
    const sealed = Buffer.concat([cipher.update('old'), cipher.final(), cipher.getAuthTag()]);

    const vault = AccountVault.open({ dataDir });

    const stored = `${iv.toString('hex')}:${sealed.toString('hex')}`;
    expect(vault.tryDecrypt(stored)).toEqual({ secret: 'old' });
  });
});

describe('AccountVault: sources of the key', () => {
  it('creates a private key file on the first start and uses it on the second', () => {
    const dataDir = join(aDataDir(), 'new', 'folder');

    const first = AccountVault.open({ dataDir });
    const second = AccountVault.open({ dataDir });

    expect([first.source, second.source]).toEqual(['generated', 'file']);
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(readFileSync(join(dataDir, '.account-key'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(dataDir, '.account-key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual(['.account-key']);
  });

  it('prefers ACCOUNT_KEY, then MASTER_KEY, then the file; `auto` and empty text are not set', () => {
    const dataDir = aDataDir();
    const fingerprints = [
      { accountKey: 'pass', masterKey: 'pass' },
      { accountKey: 'auto', masterKey: 'pass' },
      { accountKey: '', masterKey: 'auto' },
    ].map((env) => AccountVault.open({ dataDir, ...env }).fingerprint);

    expect(new Set(fingerprints).size).toBe(3);
    // scrypt('pass', salt, 32) with N=16384 r=8 p=1, computed with Python's hashlib.
    expect(fingerprints.slice(0, 2)).toEqual(['2908d4ee', 'd4e1ab0c']);
  });

  it.each(['.master-key', 'encryption.key'])('copies %s to the current file name', (name) => {
    const dataDir = aDataDir();
    writeFileSync(join(dataDir, name), `${keyHex('b')}\n`);

    const vault = AccountVault.open({ dataDir });

    expect(vault.source).toBe('file');
    expect(readFileSync(join(dataDir, '.account-key'), 'utf8')).toBe(keyHex('b'));
    expect(existsSync(join(dataDir, name))).toBe(true);
  });

  it('fails on a malformed key file and does not change it', () => {
    const dataDir = aDataDir();
    writeFileSync(join(dataDir, '.account-key'), 'damaged');

    expect(() => AccountVault.open({ dataDir })).toThrow(/\.account-key does not hold 64/);
    expect(readFileSync(join(dataDir, '.account-key'), 'utf8')).toBe('damaged');
  });

  it('reads secrets that the original encrypted with its key file although a key was set', () => {
    const dataDir = aDataDir();
    const stored = AccountVault.open({ dataDir }).encrypt('token');

    const vault = AccountVault.open({ dataDir, accountKey: 'pass' });

    expect(vault.tryDecrypt(stored)).toEqual({ secret: 'token' });
  });

  it('keeps the guardrail key in its own file', () => {
    const dataDir = aDataDir();

    const first = readGuardrailKey({ dataDir });

    expect(readGuardrailKey({ dataDir }).key.equals(first.key)).toBe(true);
    expect(readFileSync(join(dataDir, '.guardrail-key'), 'utf8')).toBe(first.key.toString('hex'));
    expect(readGuardrailKey({ dataDir, guardrailKey: 'pass' }).source).toBe('env');
  });
});

describe('AccountVault: rotation', () => {
  it('re-encrypts every secret with a new key and deletes the old key', async () => {
    const dataDir = aDataDir();
    const vault = AccountVault.open({ dataDir });
    const before = vault.fingerprint;
    const table = aTable(vault.encrypt('one'), vault.encrypt('two'), 'unreadable');

    const result = await vault.rotate(table.reencrypt);

    expect(result).toEqual({ reEncrypted: 2, failed: 1 });
    expect(table.rows[2]).toBe('unreadable');
    const reopened = AccountVault.open({ dataDir });
    expect(reopened.fingerprint).toBe(vault.fingerprint);
    expect(reopened.fingerprint).not.toBe(before);
    expect(table.rows.map((row) => reopened.tryDecrypt(row))).toEqual([
      { secret: 'one' },
      { secret: 'two' },
      { unreadable: true },
    ]);
    expect(readdirSync(dataDir)).toEqual(['.account-key']);
  });

  it('refuses when the key comes from the environment, and changes nothing', async () => {
    const dataDir = aDataDir();
    const vault = AccountVault.open({ dataDir, masterKey: 'pass' });
    const table = aTable(vault.encrypt('one'));
    const before = [...table.rows];

    await expect(vault.rotate(table.reencrypt)).rejects.toMatchObject({ code: 'conflict' });

    expect(table.rows).toEqual(before);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('refuses a second rotation while one is running', async () => {
    const vault = AccountVault.open({ dataDir: aDataDir() });
    const table = aTable(vault.encrypt('one'));
    const slow: ReencryptRows = async (convert) => {
      await expect(vault.rotate(table.reencrypt)).rejects.toMatchObject({ code: 'conflict' });
      return await table.reencrypt(convert);
    };

    expect(await vault.rotate(slow)).toEqual({ reEncrypted: 1, failed: 0 });
  });

  it('re-encrypts a secret that was written with the old key during the rotation', async () => {
    const dataDir = aDataDir();
    const vault = AccountVault.open({ dataDir });
    const late = vault.encrypt('late');
    const table = aTable(vault.encrypt('early'));
    let arrived = false;
    const withLateWrite: ReencryptRows = async (convert) => {
      const result = await table.reencrypt(convert);
      if (!arrived) table.rows.push(late);
      arrived = true;
      return result;
    };

    await vault.rotate(withLateWrite);

    const reopened = AccountVault.open({ dataDir });
    expect(table.rows.map((row) => reopened.tryDecrypt(row))).toEqual([
      { secret: 'early' },
      { secret: 'late' },
    ]);
  });

  it('follows a rotation done by another process', async () => {
    const dataDir = aDataDir();
    const admin = AccountVault.open({ dataDir });
    const proxy = AccountVault.open({ dataDir });
    const table = aTable(proxy.encrypt('one'));

    await admin.rotate(table.reencrypt);

    expect(proxy.tryDecrypt(table.rows[0] ?? '')).toEqual({ secret: 'one' });
    expect(admin.tryDecrypt(proxy.encrypt('two'))).toEqual({ secret: 'two' });
  });
});

/** The folder and the table after a crash at each point of a rotation. */
const crashes: Record<string, (state: Awaited<ReturnType<typeof aRotation>>) => void> = {
  'before the new key is written': ({ path, oldKey }) => writeFileSync(path, oldKey),
  'while the new key is written': ({ path, oldKey }) => {
    writeFileSync(path, oldKey);
    writeFileSync(`${path}.new.0a1b2c.tmp`, 'abc');
  },
  'after the new key is written': ({ path, oldKey, newKey }) => {
    writeFileSync(path, oldKey);
    writeFileSync(`${path}.new`, newKey);
  },
  'after the old key is saved': ({ path, oldKey, newKey }) => {
    writeFileSync(path, oldKey);
    writeFileSync(`${path}.new`, newKey);
    writeFileSync(`${path}.old`, oldKey);
  },
  'after the switch': ({ path, oldKey, newKey }) => {
    writeFileSync(`${path}.new`, newKey);
    writeFileSync(`${path}.old`, oldKey);
    renameSync(`${path}.new`, path);
  },
  'after the rows are committed': ({ path, oldKey, table, after }) => {
    writeFileSync(`${path}.old`, oldKey);
    table.rows = after;
  },
  'after the old key is deleted': ({ table, after }) => {
    table.rows = after;
  },
};

async function aRotation() {
  const dataDir = aDataDir();
  const path = join(dataDir, '.account-key');
  const vault = AccountVault.open({ dataDir });
  const oldKey = readFileSync(path, 'utf8');
  const table = aTable(vault.encrypt('one'), vault.encrypt('two'));
  const before = [...table.rows];
  await vault.rotate(table.reencrypt);
  const newKey = readFileSync(path, 'utf8');
  const after = table.rows;
  table.rows = before;
  return { dataDir, path, oldKey, newKey, table, after };
}

describe('AccountVault: a crash during rotation', () => {
  it.each(Object.keys(crashes))('loses nothing %s', async (moment) => {
    const state = await aRotation();
    crashes[moment]?.(state);
    const { dataDir, table } = state;

    const vault = AccountVault.open({ dataDir });

    const secrets = [{ secret: 'one' }, { secret: 'two' }];
    expect(table.rows.map((row) => vault.tryDecrypt(row))).toEqual(secrets);
    expect(vault.pendingRotation).toBe(/after the (switch|rows)/.test(moment));

    await vault.finishRotation(table.reencrypt);

    const finished = AccountVault.open({ dataDir });
    expect(finished.pendingRotation).toBe(false);
    expect(existsSync(join(dataDir, '.account-key.old'))).toBe(false);
    expect(existsSync(join(dataDir, '.account-key.new'))).toBe(false);
    expect(table.rows.map((row) => finished.tryDecrypt(row))).toEqual(secrets);
  });

  it('keeps both keys usable when the database fails, and the next rotation completes that one first', async () => {
    const dataDir = aDataDir();
    const vault = AccountVault.open({ dataDir });
    const table = aTable(vault.encrypt('one'));

    await expect(vault.rotate(() => Promise.reject(new Error('locked')))).rejects.toThrow('locked');

    expect(vault.pendingRotation).toBe(true);
    const between = vault.encrypt('two');
    table.rows.push(between);
    const reopened = AccountVault.open({ dataDir });
    expect(table.rows.map((row) => reopened.tryDecrypt(row))).toEqual([
      { secret: 'one' },
      { secret: 'two' },
    ]);

    await reopened.rotate(table.reencrypt);

    const finished = AccountVault.open({ dataDir });
    expect(finished.pendingRotation).toBe(false);
    expect(table.rows.map((row) => finished.tryDecrypt(row))).toEqual([
      { secret: 'one' },
      { secret: 'two' },
    ]);
  });
});
