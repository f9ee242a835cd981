import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runGateway, startGateway } from './support/gateway.js';
import { addAccount, aMessage, call } from './support/setup.js';
import { startUpstream } from './support/upstream.js';

/** Several tests start programs, which takes a while on a busy machine. */
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'codegate-start-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the start', () => {
  it('ends with a banner: console, proxy, first step, data directory', async () => {
    const gateway = await startGateway({ dataDir });

    expect(gateway.output()).toMatch(/Admin API\s+http:\/\/127\.0\.0\.1:\d+/);
    expect(gateway.output()).toMatch(/LLM proxy\s+http:\/\/127\.0\.0\.1:\d+/);
    expect(gateway.output()).toContain(dataDir);
    await gateway.stop();
  });

  it('prints a link for the first owner, which works once and is a new one at each start', async () => {
    const linkOf = (output: string) => /\S+\/setup#token=(\w+)/.exec(output)?.[1] ?? '';
    const setUp = (url: string, token: string) =>
      fetch(`${url}/api/auth/setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, name: 'Ada', password: 'a long enough one' }),
      });
    const first = await startGateway({ dataDir, env: { ADMIN_TOKEN: '' } });
    const old = linkOf(first.output());
    await first.stop();

    const second = await startGateway({ dataDir, env: { ADMIN_TOKEN: '' } });
    const token = linkOf(second.output());
    expect(token).toMatch(/^[0-9a-f]{32,}$/);
    expect((await setUp(second.adminUrl, old)).status).toBe(403);
    const done = await setUp(second.adminUrl, token);
    expect(done.status).toBe(200);
    expect(await done.json()).toMatchObject({ name: 'Ada', role: 'owner' });
    expect((await setUp(second.adminUrl, token)).status).toBe(403);
    await second.stop();

    const third = await startGateway({ dataDir, env: { ADMIN_TOKEN: '' } });
    expect(third.output()).not.toContain('/setup');
    await third.stop();
  });

  it('keeps database and keys private', async () => {
    const upstream = await startUpstream();
    const gateway = await startGateway({ dataDir });
    await addAccount(gateway, upstream);
    await gateway.stop();
    await upstream.stop();

    for (const file of ['codegate.db', '.account-key']) {
      expect(statSync(join(dataDir, file)).mode & 0o077).toBe(0);
    }
  });

  it('stops at a wrong value with one clear line that names the variable, not the value', async () => {
    const { code, output } = await runGateway({ UI_PORT: 'http', DATA_DIR: dataDir });

    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toMatch(/UI_PORT must be a port number/);
  });

  it('names the port that is in use', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const port = String((blocker.address() as AddressInfo).port);

    const { code, output } = await runGateway({
      UI_PORT: port,
      PROXY_PORT: '0',
      DATA_DIR: dataDir,
    });

    expect(code).toBe(1);
    expect(output).toContain(port);
    expect(output).not.toMatch(/^\s+at /m);
    blocker.close();
  });

  it('runs each adapter alone, on one database', async () => {
    const upstream = await startUpstream();
    const admin = await startGateway({ dataDir, env: { CODEGATE_ROLE: 'admin' } });
    await addAccount(admin, upstream);
    const proxy = await startGateway({ dataDir, env: { CODEGATE_ROLE: 'proxy' } });

    expect(admin.proxyUrl).toBe('');
    expect(proxy.adminUrl).toBe('');
    expect((await call(proxy, '/v1/messages', aMessage())).status).toBe(200);
    await Promise.all([admin.stop(), proxy.stop(), upstream.stop()]);
  });
});
