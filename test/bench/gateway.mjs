/** Starts a built gateway for the benches: fresh data, free ports, tenants without limits. */
import { spawn } from 'node:child_process';

import { mainFile } from '../../scripts/prepare.mjs';

const token = 'bench-admin-token-0123456789';

/** @param main main file of the build; the working tree's unless given */
export async function startGateway(dataDir, main = mainFile) {
  const env = {
    ...process.env,
    UI_PORT: '0',
    PROXY_PORT: '0',
    DATA_DIR: dataDir,
    ADMIN_TOKEN: token,
    LOG_LEVEL: 'warn',
  };
  const flags = ['--max-semi-space-size=64', '--v8-pool-size=1', '--enable-source-maps'];
  const child = spawn(process.execPath, [...flags, main], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = await readUntil(child, /Admin API\s+http[^]*LLM proxy\s+http\S+\s/);
  const adminUrl = /Admin API\s+(http\S+)/.exec(output)[1];
  const url = /LLM proxy\s+(http\S+)/.exec(output)[1];
  const admin = async (method, path, body) => {
    const response = await fetch(adminUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  return { child, url, admin };
}

/** Adds a tenant, and an account at the provider that only this tenant uses. */
export async function addTenant({ admin }, { name, dialect, provider, baseUrl }) {
  const account = await admin('POST', '/api/accounts', {
    name,
    provider,
    apiKey: 'bench-key-0123456789',
    baseUrl,
    dialects: [dialect],
    rateLimit: 1_000_000,
  });
  const config = await admin('POST', '/api/configs', {
    name,
    tiers: [{ tier: 'sonnet', accountId: account.id }],
  });
  return admin('POST', '/api/tenants', { name, configId: config.id, rateLimit: 1_000_000 });
}

export function readUntil(child, pattern) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (pattern.test(output)) resolve(output);
    });
    child.on('exit', () => reject(new Error(`a process of the bench exited: ${output}`)));
  });
}
