import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { silentLogger, systemClock } from '@codegate/kernel';

import { MemoryLeases } from '../leases/memory-leases.js';
import { DataDir } from './data-dir.js';
import { Instance } from './instance.js';
import { MemoryInstanceRegistry } from './memory-instance-registry.js';

let nowMs: number;
const clock = { now: () => nowMs };
let dataDir: string;
let registry: MemoryInstanceRegistry;
let leases: MemoryLeases;
beforeEach(() => {
  nowMs = systemClock.now();
  dataDir = mkdtempSync(join(tmpdir(), 'data-dir-'));
  registry = new MemoryInstanceRegistry(clock);
  leases = new MemoryLeases(clock);
});

async function start(): Promise<Instance> {
  const folder = await DataDir.open({ dataDir, role: 'proxy' }, clock);
  const instance = new Instance(folder, registry, leases, clock, silentLogger);
  await instance.start();
  return instance;
}

/** The instance ends like after SIGKILL: its lock is free; its files, its row and its leases are still there. */
async function endOnAnotherKernel(instance: Instance): Promise<void> {
  const { info } = instance;
  writeFileSync(join(instance.folder, 'ledger-a.jsonl'), 'x');
  await instance.stop();
  await registry.heartbeat(info);
  await leases.acquire('leader', info.id, 1_000_000);
  const owner = join(instance.folder, 'instance.json');
  const stored = JSON.parse(readFileSync(owner, 'utf8')) as object;
  writeFileSync(owner, JSON.stringify({ ...stored, kernel: 'another' }));
}

describe('Instance', () => {
  it('is in the registry from its start to its stop', async () => {
    const instance = await start();
    expect(await registry.list()).toMatchObject([
      { id: instance.id, pid: process.pid, role: 'proxy' },
    ]);
    await leases.acquire('leader', instance.id, 1_000);

    await instance.stop();

    expect(await registry.list()).toEqual([]);
    expect(await leases.current('leader')).toBeNull();
  });

  it('takes over from an instance on another kernel only when that has been silent', async () => {
    const other = await start();
    await endOnAnotherKernel(other);
    const instance = await start();
    expect(instance.claimedFiles()).toEqual([]);
    expect(await registry.find(other.id)).not.toBeNull();

    nowMs += 30_001;
    await instance.claimEnded();

    expect(instance.claimedFiles()).toHaveLength(1);
    expect(await registry.find(other.id)).toBeNull();
    expect(await leases.current('leader')).toBeNull();
    await instance.stop();
  });

  it('takes over from another kernel only while no other process does', async () => {
    await endOnAnotherKernel(await start());
    const instance = await start();
    nowMs += 30_001;
    const claim = await leases.acquire('claim-instance-folders', 'another process', 30_000);
    await instance.claimEnded();
    expect(instance.claimedFiles()).toEqual([]);

    await leases.release(claim!);
    await instance.claimEnded();

    expect(instance.claimedFiles()).toHaveLength(1);
    expect(await leases.current('claim-instance-folders')).toBeNull();
  });

  it('removes rows of instances that were silent for a day', async () => {
    await registry.heartbeat({ ...(await start()).info, id: 'gone' });
    nowMs += 24 * 60 * 60 * 1000 + 1;

    await start();

    expect(await registry.find('gone')).toBeNull();
  });
});

describe('DataDir', () => {
  it('has one process of the roles all and admin, and any number of the role proxy', async () => {
    const all = await DataDir.open({ dataDir, role: 'all' }, clock);
    const proxies = await Promise.all([
      DataDir.open({ dataDir, role: 'proxy' }, clock),
      DataDir.open({ dataDir, role: 'proxy' }, clock),
    ]);

    const refused = DataDir.open({ dataDir, role: 'admin' }, clock);
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        new RegExp(
          `${dataDir} is in use .*role all, process ${process.pid} on host .*CODEGATE_ROLE=proxy`,
        ),
      ),
    });
    all.close();
    (await DataDir.open({ dataDir, role: 'admin' }, clock)).close();
    for (const proxy of proxies) proxy.close();
  });

  it('waits for a process that is about to end', async () => {
    const closing = await DataDir.open({ dataDir, role: 'all' }, clock);
    const starting = DataDir.open({ dataDir, role: 'all' }, clock);
    setImmediate(() => closing.close());

    (await starting).close();
  });
});
