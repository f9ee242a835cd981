import {
  Global,
  Module,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';

import { ChangesRepository, InstancesRepository, LeasesRepository } from '@codegate/database';
import { CLOCK, LOGGER, type Clock, type Logger } from '@codegate/kernel';

import { ChangeFeed } from './change-feed/change-feed.js';
import { DataDir } from './instance/data-dir.js';
import { Instance } from './instance/instance.js';
import { Leader } from './leases/leader.js';
import { SharedLimitsModule } from './shared-limits.module.js';

/** Changes that another process makes are in force after this time at most. */
const pollMs = 1_000;

/** What both adapters, and several processes, share while they run. */
@Global()
@Module({
  imports: [SharedLimitsModule],
  providers: [
    {
      provide: ChangeFeed,
      inject: [ChangesRepository, LOGGER],
      useFactory: (log: ChangesRepository, logger: Logger) => new ChangeFeed(log, logger),
    },
    {
      provide: Instance,
      inject: [DataDir, InstancesRepository, LeasesRepository, CLOCK, LOGGER],
      useFactory: startInstance,
    },
    {
      provide: Leader,
      // After the instance has released the leases of ended processes.
      inject: [LeasesRepository, Instance, LOGGER],
      useFactory: startLeader,
    },
  ],
  exports: [ChangeFeed, Instance, Leader],
})
export class SharedStateModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly changes: ChangeFeed) {}

  onApplicationBootstrap(): void {
    this.changes.startPolling(pollMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.changes.stopPolling();
  }
}

async function startInstance(
  dataDir: DataDir,
  instances: InstancesRepository,
  leases: LeasesRepository,
  clock: Clock,
  logger: Logger,
): Promise<Instance> {
  const instance = new Instance(dataDir, instances, leases, clock, logger);
  await instance.start();
  return instance;
}

async function startLeader(
  leases: LeasesRepository,
  { id }: Instance,
  logger: Logger,
): Promise<Leader> {
  // Leadership is a span of time: a change of the wall clock must not extend it.
  const leader = new Leader(leases, id, { now: () => performance.now() }, logger);
  await leader.start();
  return leader;
}
