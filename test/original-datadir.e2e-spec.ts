import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openData } from './support/databases.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { aMessage, call, eventually } from './support/setup.js';
import { startUpstream, type Upstream } from './support/upstream.js';

const fixture = join(import.meta.dirname, 'fixtures/original-datadir');
const manifest = JSON.parse(readFileSync(join(fixture, 'manifest.json'), 'utf8')) as {
  accounts: {
    id: string;
    name: string;
    api_key_plaintext: string | null;
    expect_decrypt_error?: boolean;
  }[];
  tenants: { name: string; api_key_plaintext: string; enabled: boolean }[];
  row_counts: Record<string, number>;
};

let dataDir: string;
let gateway: Gateway;
let upstream: Upstream;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'codegate-original-'));
  cpSync(fixture, dataDir, { recursive: true });
  upstream = await startUpstream();
  gateway = await startGateway({ dataDir });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a data directory of the original', () => {
  it('opens with all its data, after a copy was made', async () => {
    const accounts = await gateway.must('GET', '/api/accounts?limit=200');
    const configs = await gateway.must('GET', '/api/configs');
    const tenants = await gateway.must('GET', '/api/tenants');
    const logs = await gateway.must('GET', '/api/logs?limit=100');

    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1);
    expect(accounts.total).toBe(manifest.row_counts.accounts);
    expect(configs.total).toBe(manifest.row_counts.configs);
    expect(tenants.total).toBe(manifest.row_counts.tenants);
    expect(logs.total).toBe(manifest.row_counts.request_logs);
  });

  it('reports the secrets that cannot be read, and only those', async () => {
    const { items } = await gateway.must('GET', '/api/accounts?limit=200');
    const unreadable = items
      .filter(({ decryptError }: { decryptError: boolean }) => decryptError)
      .map(({ id }: { id: string }) => id);

    expect(unreadable).toEqual(
      manifest.accounts.filter((each) => each.expect_decrypt_error).map(({ id }) => id),
    );
  });

  it('sends every stored secret to its provider as it was', async () => {
    const withKey = manifest.accounts.filter(({ api_key_plaintext: key }) => key !== null);
    // The API sends a stored secret to no other server than its own, so the addresses are changed in the database.
    await gateway.stop();
    const data = await openData(dataDir);
    for (const { id } of withKey) {
      await data.run(
        `UPDATE accounts SET provider = 'custom', base_url = ?, dialects = '["messages"]', enabled = 1 WHERE id = ?`,
        [upstream.url, id],
      );
    }
    await data.close();
    gateway = await startGateway({ dataDir });
    const key = manifest.tenants.find(({ name }) => name === 'Default')!.api_key_plaintext;
    for (const { id, api_key_plaintext: secret } of withKey) {
      const config = await gateway.must('POST', '/api/configs', {
        name: `only ${id}`,
        tiers: [{ tier: 'sonnet', accountId: id }],
      });
      await gateway.must('POST', `/api/configs/${config.id}/activate`);
      const answer = await call(gateway, '/v1/messages', aMessage(), { 'x-api-key': key });
      const sent = upstream.requests.at(-1)?.headers.authorization ?? '';

      // Node hands header bytes over as Latin-1.
      const bytes = Buffer.from(sent, 'latin1').toString('utf8');
      if (answer.status === 200) expect(bytes).toBe(`Bearer ${secret}`);
      else expect(secret).toMatch(/[^\u0020-\u007e]/);
    }
  });

  it('accepts the existing keys of tenants, and refuses disabled tenants', async () => {
    for (const { api_key_plaintext: key, enabled } of manifest.tenants) {
      const { status } = await call(gateway, '/v1/messages', aMessage(), { 'x-api-key': key });
      expect(status === 401).toBe(!enabled);
    }
    expect((await call(gateway, '/v1/messages', aMessage())).status).toBe(401);
  });

  it('keeps no key of a tenant in clear', async () => {
    const { proxyApiKey, ...settings } = await gateway.must('GET', '/api/settings');
    expect(proxyApiKey).not.toContain(manifest.tenants[0]!.api_key_plaintext);
    expect(settings.multiTenancy).toBe(true);
    await eventually(
      () => Promise.resolve(readFileSync(join(dataDir, 'codegate.db'), 'latin1')),
      (bytes) => !bytes.includes(manifest.tenants[1]!.api_key_plaintext),
    );
  });

  it('starts a second time without another copy', async () => {
    await gateway.stop();
    gateway = await startGateway({ dataDir });

    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1);
    expect((await gateway.must('GET', '/api/accounts')).total).toBe(manifest.row_counts.accounts);
  });
});
