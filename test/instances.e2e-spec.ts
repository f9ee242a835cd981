import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { aUsage } from '../libs/database/src/testing/test-databases.js';
import { startGateway, runGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, eventually } from './support/setup.js';
import { startUpstream, type Upstream } from './support/upstream.js';

/** Each test starts several programs, which takes a while on a busy machine. */
jest.setTimeout(120_000);

let dataDir: string;
let running: Gateway[];
let upstream: Upstream | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'codegate-instances-'));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((gateway) => gateway.kill()));
  await upstream?.stop();
  upstream = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

type Role = 'all' | 'admin' | 'proxy';
async function start(role: Role, launcher?: readonly string[]): Promise<Gateway> {
  const gateway = await startGateway({
    dataDir,
    ...(launcher ? { launcher } : {}),
    env: { CODEGATE_ROLE: role },
  });
  running.push(gateway);
  return gateway;
}

const instancesDir = () => join(dataDir, 'instances');
const folders = (): string[] =>
  readdirSync(instancesDir()).filter((name) => statSync(join(instancesDir(), name)).isDirectory());
/** The folder and process id of the instance that runs since the last call with the folders known before. */
function newInstance(known: readonly string[]): { folder: string; pid: number } {
  const [name = ''] = folders().filter((folder) => !known.includes(folder));
  const folder = join(instancesDir(), name);
  const { pid } = JSON.parse(readFileSync(join(folder, 'instance.json'), 'utf8')) as {
    pid: number;
  };
  return { folder, pid };
}

const now = () => new Date().toISOString().replace('T', ' ').replace('Z', '');
/** Journal lines of requests for these models. */
const linesOf = (models: readonly string[]): string =>
  models
    .map((model) => ({
      usage: aUsage({
        id: randomUUID(),
        accountId: null,
        originalModel: model,
        routedModel: model,
        createdAt: now(),
      }),
      log: null,
    }))
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');

/** What an instance leaves that was killed before it could commit its journal. */
function leaveJournal(models: readonly string[], pid: number): void {
  const id = randomUUID();
  const folder = join(instancesDir(), id);
  mkdirSync(folder, { recursive: true });
  const kernel = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const owner = { id, host: hostname(), pid, role: 'proxy', startedAt: now(), kernel };
  writeFileSync(join(folder, 'instance.json'), JSON.stringify(owner));
  writeFileSync(join(folder, 'ledger-b.jsonl'), linesOf(models));
}

/** The models of all usage rows, once each. */
async function usedModels(admin: Gateway): Promise<Set<string>> {
  const models = new Set<string>();
  for (let offset = 0; ; offset += 200) {
    const { items } = await admin.must(
      'GET',
      `/api/usage?groupBy=model&limit=200&offset=${offset}`,
    );
    for (const { key } of items) models.add(String(key));
    if (items.length < 200) return models;
  }
}
const missing = (models: readonly string[], used: Set<string>) =>
  models.filter((model) => !used.has(model));

/** Sends requests without a pause; each for a model of its own. */
function loadOf(gateway: Gateway) {
  const complete: string[] = [];
  let isRunning = true;
  const client = async (): Promise<void> => {
    while (isRunning) {
      const model = `m-${randomUUID()}`;
      const response = await fetch(`${gateway.proxyUrl}/v1/messages`, {
        method: 'POST',
        body: JSON.stringify(aMessage({ model, stream: complete.length % 2 === 0 })),
      }).catch(() => null);
      const text = await response?.text().catch(() => null);
      if (text && (text.includes('message_stop') || text.endsWith('}'))) complete.push(model);
      if (text === null || text === undefined) return;
    }
  };
  const clients = Array.from({ length: 8 }, client);
  return {
    complete,
    atLeast: (count: number) =>
      eventually(
        () => Promise.resolve(complete.length),
        (length) => length >= count,
        30_000,
      ),
    stop: async () => {
      isRunning = false;
      await Promise.all(clients);
    },
  };
}

describe('two gateways on one data directory', () => {
  it('a second one of the roles all and admin is refused with an error that names the running one', async () => {
    const first = await start('all');

    for (const role of ['all', 'admin']) {
      const startedMs = performance.now();
      const { code, output } = await runGateway({
        UI_PORT: '0',
        PROXY_PORT: '0',
        DATA_DIR: dataDir,
        CODEGATE_ROLE: role,
      });
      expect(code).toBe(1);
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(output).toContain(`${dataDir} is in use`);
      expect(output).toMatch(
        new RegExp(`role all, process ${first.pid} on host ${hostname()}, running since 20`),
      );
      expect(output).toContain('CODEGATE_ROLE=proxy');
      expect(performance.now() - startedMs).toBeLessThan(15_000);
    }
    expect((await first.admin('GET', '/api/accounts')).status).toBe(200);

    await first.kill();
    const next = await start('admin');
    expect((await next.admin('GET', '/api/accounts')).status).toBe(200);
  });

  it('one admin and several proxies share it', async () => {
    upstream = await startUpstream();
    const admin = await start('admin');
    await addAccount(admin, upstream);
    const proxies = await Promise.all([start('proxy'), start('proxy')]);

    for (const proxy of proxies) {
      const load = loadOf(proxy);
      await load.atLeast(10);
      await load.stop();
      await eventually(
        async () => missing(load.complete, await usedModels(admin)),
        (models) => models.length === 0,
      );
    }
    for (const gateway of [...proxies, admin]) expect(await gateway.stop()).toBe(0);
    expect(folders()).toEqual([]);
  });
});

describe('the journal of an instance', () => {
  it('that is running is left alone, and recovered by the next start after its end', async () => {
    await start('admin');
    const known = folders();
    const proxy = await start('proxy');
    const { folder } = newInstance(known);
    // A file that the proxy itself does not commit shows who has read it.
    writeFileSync(join(folder, 'ledger-c.jsonl'), linesOf(['of-the-running']));

    const other = await start('proxy');
    expect(existsSync(join(folder, 'ledger-c.jsonl'))).toBe(true);
    expect(existsSync(join(folder, 'ledger-a.jsonl'))).toBe(true);
    await proxy.kill();
    await other.kill();
    await running[0]!.kill();

    const restarted = await start('all');
    expect(await usedModels(restarted)).toEqual(new Set(['of-the-running']));
    expect(existsSync(folder)).toBe(false);
  });

  it('is recovered by the leader, too, without a start', async () => {
    const admin = await start('admin');
    leaveJournal(['without-a-start'], 1);

    const used = await eventually(
      () => usedModels(admin),
      (models) => models.size > 0,
      45_000,
    );

    expect(used).toEqual(new Set(['without-a-start']));
  });

  it('is recovered although its process id belongs to another running process', async () => {
    leaveJournal(['reused-pid'], process.pid);
    leaveJournal(['pid-1'], 1);

    const gateway = await start('all');

    expect(await usedModels(gateway)).toEqual(new Set(['reused-pid', 'pid-1']));
    expect(folders()).toHaveLength(1);
  });

  it('is recovered although its owner is a zombie', async () => {
    upstream = await startUpstream();
    await addAccount(await start('admin'), upstream);
    const known = folders();
    // The shell becomes a program that never collects its child.
    const proxy = await start('proxy', ['sh', '-c', '"$@" & exec sleep 600', 'sh']);
    const { pid, folder } = newInstance(known);
    const load = loadOf(proxy);
    await load.atLeast(50);
    const stateOf = () => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];

    process.kill(pid, 'SIGKILL');
    await load.stop();
    await eventually(
      () => Promise.resolve(stateOf()),
      (state) => state === 'Z',
    );
    writeFileSync(join(folder, 'ledger-c.jsonl'), linesOf(['of-the-zombie']));
    await running[0]!.kill();
    const restarted = await start('admin');

    const used = await usedModels(restarted);
    expect(stateOf()).toBe('Z');
    expect(missing([...load.complete, 'of-the-zombie'], used)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('in the folder of versions before instances is recovered', async () => {
    const folder = join(dataDir, 'ledger');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `ledger-${process.pid}-a.jsonl`), linesOf(['old']));

    const gateway = await start('all');

    expect(await usedModels(gateway)).toEqual(new Set(['old']));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('goes to exactly one of several starts at once, and none of them fails', async () => {
    const models = Array.from({ length: 8 }, (_, folder) =>
      Array.from({ length: 25 }, (_none, index) => `start-${folder}-${index}`),
    );
    for (const each of models) leaveJournal(each, process.pid);

    const gateways = await Promise.all([start('admin'), start('proxy'), start('proxy')]);

    expect(missing(models.flat(), await usedModels(gateways[0]))).toEqual([]);
    const recovered = gateways
      .flatMap((gateway) => [...gateway.output().matchAll(/"entries":(\d+)/g)])
      .reduce((sum, [, entries]) => sum + Number(entries), 0);
    expect(recovered).toBe(200);
    expect(folders()).toHaveLength(3);
  });
});

/** Makes the program process 1 of a namespace, as in a container; killing it kills the program. */
const asProcess1 = ['unshare', '--pid', '--fork', '--kill-child', '--'];
const canUnshare = spawnSync('unshare', [...asProcess1.slice(1), 'true']).status === 0;

// Needs rights that the tests may not have.
(canUnshare ? describe : describe.skip)('proxies that are all process 1', () => {
  it('SIGKILL of one under load: the next has every complete response in the usage', async () => {
    upstream = await startUpstream();
    const admin = await start('admin', asProcess1);
    await addAccount(admin, upstream);
    const [other, killed] = [await start('proxy', asProcess1), await start('proxy', asProcess1)];
    const loads = [loadOf(other), loadOf(killed)];
    await Promise.all(loads.map((load) => load.atLeast(100)));
    await killed.kill();

    const restarted = await start('proxy', asProcess1);

    const used = await usedModels(admin);
    await loads[1]!.stop();
    expect(missing(loads[1]!.complete, used)).toEqual([]);
    const after = loadOf(restarted);
    await after.atLeast(10);
    await Promise.all([loads[0]!.stop(), after.stop()]);
    await eventually(
      async () => missing([...loads[0]!.complete, ...after.complete], await usedModels(admin)),
      (models) => models.length === 0,
    );
  });
});
