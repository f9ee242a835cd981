import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { InstancesRepository } from '@codegate/database';
import { databaseKinds, openTestDatabase } from '@codegate/database/testing';

import type { InstanceInfo, InstanceRegistry } from './instance-registry.js';
import { MemoryInstanceRegistry } from './memory-instance-registry.js';

type Subject = {
  registry: InstanceRegistry;
  /** Lets this much time pass since the last heartbeat of an instance. */
  pass(id: string, ms: number): Promise<void>;
  close(): Promise<void>;
};

const subjects: Record<string, () => Promise<Subject>> = {
  memory: () => {
    const clock = { ms: 1_000_000 };
    return Promise.resolve({
      registry: new MemoryInstanceRegistry({ now: () => clock.ms }),
      pass: (_id: string, ms: number) => {
        clock.ms += ms;
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  },
  ...Object.fromEntries(
    databaseKinds.map((kind) => [
      kind,
      async () => {
        const { database, close } = await openTestDatabase(kind);
        return {
          registry: new InstancesRepository(database),
          pass: (id: string, ms: number) =>
            database.write(async (manager) => {
              await manager.query(
                `UPDATE instances SET heartbeat_at_ms = heartbeat_at_ms - ${ms} WHERE id = '${id}'`,
              );
            }),
          close,
        };
      },
    ]),
  ),
};

const anInstance = (id: string, startedAt: string): InstanceInfo => ({
  id,
  host: 'gateway-1',
  pid: 1,
  role: 'proxy',
  startedAt,
});

describe.each(Object.keys(subjects))('InstanceRegistry on %s', (kind) => {
  let subject: Subject;
  beforeAll(async () => (subject = await subjects[kind]!()));
  afterAll(() => subject.close());

  it('knows the running instances, also with equal process ids, until they are removed', async () => {
    const { registry } = subject;
    const later = anInstance('a', '2026-11-30 12:00:01.000');
    const earlier = anInstance('b', '2026-11-30 12:00:00.000');
    await registry.heartbeat(later);
    await registry.heartbeat(earlier);
    await registry.heartbeat(later);

    const seen = await registry.list();
    expect(seen).toMatchObject([earlier, later]);
    expect(await registry.find('a')).toMatchObject(later);

    await registry.remove('b');
    await registry.remove('unknown');
    expect((await registry.list()).map(({ id }) => id)).toEqual(['a']);
    expect(await registry.find('b')).toBeNull();
  });

  it('measures the time since the last heartbeat', async () => {
    const { registry } = subject;
    const instance = anInstance('c', '2026-11-30 12:00:02.000');
    await registry.heartbeat(instance);
    expect((await registry.find('c'))!.silentMs).toBeLessThan(30_000);

    await subject.pass('c', 60_000);
    expect((await registry.find('c'))!.silentMs).toBeGreaterThanOrEqual(60_000);

    await registry.heartbeat(instance);
    expect((await registry.find('c'))!.silentMs).toBeLessThan(30_000);
  });
});
