import type { Clock } from '@codegate/kernel';

import type { InstanceInfo, InstanceRegistry, SeenInstance } from './instance-registry.js';

/** A registry within one process. */
export class MemoryInstanceRegistry implements InstanceRegistry {
  private readonly instances = new Map<string, InstanceInfo & { heartbeatAtMs: number }>();

  constructor(private readonly clock: Clock) {}

  heartbeat(instance: InstanceInfo): Promise<void> {
    this.instances.set(instance.id, { ...instance, heartbeatAtMs: this.clock.now() });
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    this.instances.delete(id);
    return Promise.resolve();
  }

  async find(id: string): Promise<SeenInstance | null> {
    return (await this.list()).find((instance) => instance.id === id) ?? null;
  }

  list(): Promise<SeenInstance[]> {
    const nowMs = this.clock.now();
    const seen = [...this.instances.values()].map(({ heartbeatAtMs, ...instance }) => ({
      ...instance,
      silentMs: nowMs - heartbeatAtMs,
    }));
    return Promise.resolve(seen.sort((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1)));
  }
}

function toSortKey({ startedAt, id }: InstanceInfo): string {
  return `${startedAt} ${id}`;
}
