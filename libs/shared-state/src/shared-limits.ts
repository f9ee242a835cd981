import type { AccountHealthRepository, AdmissionRepository } from '@codegate/database';
import { runEvery, type Clock, type Logger, type Repeated } from '@codegate/kernel';

import type { AccountHealth } from './account-health/account-health.js';
import { MemoryAccountHealth } from './account-health/memory-account-health.js';
import { SqlAccountHealth } from './account-health/sql-account-health.js';
import type { Admission } from './admission/admission.js';
import { MemoryAdmission } from './admission/memory-admission.js';
import { SqlAdmission } from './admission/sql-admission.js';

/** What other processes have changed is seen after this time at most. Limits themselves are always exact. */
const syncEveryMs = 1_000;
const pruneEveryMs = 60_000;

type Stores = {
  readonly admission: AdmissionRepository;
  readonly health: AccountHealthRepository;
};

/** Where limits and account health are kept, as `SHARED_STATE` says. */
export class SharedLimits {
  private readonly repeated: Repeated[] = [];

  private constructor(
    readonly admission: Admission,
    readonly health: AccountHealth,
  ) {}

  /** @param kind `memory`: for one process; `database`: for all processes on one database */
  static async open(
    kind: 'memory' | 'database',
    stores: Stores,
    clock: Clock,
    logger: Logger,
  ): Promise<SharedLimits> {
    if (kind === 'memory')
      return new SharedLimits(new MemoryAdmission(), new MemoryAccountHealth());
    const admission = new SqlAdmission(stores.admission, logger);
    const health = new SqlAccountHealth(stores.health);
    const limits = new SharedLimits(admission, health);
    const sync = async (): Promise<void> => {
      await health.sync();
      await admission.refresh(clock.now());
    };
    const prune = async (): Promise<void> => {
      await admission.prune(clock.now());
      await health.prune(clock.now());
    };
    const onError = (error: unknown) =>
      logger.error({ err: error }, 'shared limits could not be read or written');
    await sync();
    limits.repeated.push(runEvery(syncEveryMs, sync, onError));
    limits.repeated.push(runEvery(pruneEveryMs, prune, onError));
    return limits;
  }

  /** Ends the repeated reads and writes. */
  async close(): Promise<void> {
    await Promise.all(this.repeated.map((repeated) => repeated.stop()));
  }
}
