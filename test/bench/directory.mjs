/**
 * `npm run bench -- directory`: how long changes of the configuration take with 10,000 tenants and 20,000 keys, and
 * how long they block the event loop. A change counts from before the write until the pipeline reads the new snapshot;
 * a block is the longest time between two turns of the loop: by the clock or in CPU time, whichever is shorter, because
 * other processes lengthen the first, and threads that compile and collect garbage the second.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = async (path) => await import(pathToFileURL(join(root, 'dist/libs', path)).href);
const at = '2026-11-20 10:00:00.000';
const rounds = 20;

export async function benchDirectory(tenantCount = 10_000) {
  const { openDatabase, ...repositories } = await built('database/src/index.js');
  const { ChangeFeed } = await built('shared-state/src/index.js');
  const { Directory } = await built('proxy/src/directory/directory.js');
  const { DirectoryReader } = await built('proxy/src/directory/directory-reader.js');
  const { CredentialStore } = await built('accounts/src/index.js');
  const { readConfig } = await built('config/src/index.js');
  const { silentLogger } = await built('kernel/src/index.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'codegate-bench-'));
  const database = await openDatabase({ dataDir }, silentLogger);
  seed(database.sqlite, tenantCount);

  const rows = Object.fromEntries(
    Object.entries(repositories)
      .filter(([name]) => name.endsWith('Repository'))
      .map(([name, Repository]) => [name, new Repository(database)]),
  );
  const { AccountsRepository: accounts, ConfigsRepository: configs } = rows;
  const { TenantsRepository: tenants, TenantKeysRepository: keys } = rows;
  const { SettingsRepository: settings } = rows;
  const reader = new DirectoryReader(
    accounts,
    configs,
    tenants,
    keys,
    settings,
    rows.ModelLimitsRepository,
    rows.ModelPricesRepository,
  );
  const feed = new ChangeFeed(rows.ChangesRepository, silentLogger);
  const vault = { tryDecrypt: (secret) => ({ secret }) };
  const directory = new Directory(
    reader,
    feed,
    readConfig({}),
    vault,
    new CredentialStore(),
    silentLogger,
  );

  const changes = {
    'load everything': { times: 1, run: () => directory.onModuleInit() },
    tenant: { run: (n) => tenants.update(`t${n + 1}`, { rateLimit: n, updatedAt: at }) },
    'settings of a tenant': {
      run: (n) => tenants.setSettings(`t${n + 1}`, { request_logging: 'true' }),
    },
    key: { run: (n) => keys.update('t1', 'k1', { rateLimit: n, updatedAt: at }) },
    account: { run: (n) => accounts.update('a1', { priority: n, updatedAt: at }) },
    config: { run: (n) => configs.update('c1', { description: String(n) }) },
    'global settings': { run: (n) => settings.set({ request_logging: String(n % 2 === 0) }) },
    'delete a tenant': { run: (n) => tenants.delete(`t${n + 100}`) },
  };
  console.log(`${tenantCount} tenants, ${2 * tenantCount} keys`);
  console.log(
    'change'.padEnd(24),
    'median ms'.padStart(10),
    'worst ms'.padStart(10),
    'block ms'.padStart(10),
  );
  collectGarbage();
  for (const [name, { times = rounds, run }] of Object.entries(changes)) {
    const longestBlock = watchLoop();
    const took = [];
    for (let n = 0; n < times; n += 1) {
      const startedAtMs = performance.now();
      await run(n);
      await feed.applyRecorded();
      took.push(performance.now() - startedAtMs);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const blockMs = longestBlock();
    took.sort((a, b) => a - b);
    const figures = [took[took.length >> 1], took.at(-1), blockMs];
    console.log(name.padEnd(24), ...figures.map((ms) => ms.toFixed(1).padStart(10)));
  }
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** So that garbage of the preparations is not collected while something is measured. */
function collectGarbage() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** Returns the function that ends the measurement and gives the longest block. */
function watchLoop() {
  let isWatching = true;
  let longestMs = 0;
  let before = process.cpuUsage();
  let beforeMs = performance.now();
  const turn = () => {
    const { user, system } = process.cpuUsage(before);
    const elapsedMs = performance.now() - beforeMs;
    longestMs = Math.max(longestMs, Math.min(elapsedMs, (user + system) / 1_000));
    before = process.cpuUsage();
    beforeMs = performance.now();
    if (isWatching) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    isWatching = false;
    return longestMs;
  };
}

/** One account, one config, and tenants with two keys each; guardrails are on. */
function seed(sqlite, tenantCount) {
  const hash = () => randomBytes(32).toString('hex');
  sqlite.exec(`
    INSERT INTO settings (key, value) VALUES ('privacy_enabled', 'true');
    INSERT INTO accounts (id, name, provider, api_key_enc, enabled) VALUES ('a1', 'A', 'anthropic', 'x', 1);
    INSERT INTO configs (id, name, is_active) VALUES ('c1', 'C', 1)`);
  const tenant = sqlite.prepare(
    "INSERT INTO tenants (id, name, api_key_hash, api_key_prefix, enabled) VALUES (?, ?, ?, 'cgk_', 1)",
  );
  const key = sqlite.prepare(
    "INSERT INTO tenant_keys (id, tenant_id, name, key_hash, key_prefix, enabled) VALUES (?, ?, ?, ?, 'cgk_', 1)",
  );
  sqlite.transaction(() => {
    for (let n = 1; n <= tenantCount; n += 1) {
      tenant.run(`t${n}`, `Tenant ${n}`, hash());
      for (const id of [2 * n - 1, 2 * n]) key.run(`k${id}`, `t${n}`, `Key ${id}`, hash());
    }
  })();
}
