import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';

import { UsageRepository } from '@codegate/database';
import { LOGGER, runEvery, type Logger, type Repeated } from '@codegate/kernel';
import { Instance, Leader } from '@codegate/shared-state';

import { recoverJournals } from './pipeline/index.js';

const everyMs = 30_000;

/** Recovers the journals of processes that have ended while others keep running; each start does that, too. */
@Injectable()
export class JournalRecoveryTask implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private checking: Repeated | undefined;

  constructor(
    private readonly instance: Instance,
    private readonly leader: Leader,
    private readonly usage: UsageRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.checking = runEvery(
      everyMs,
      () => this.leader.run(() => this.recover()),
      (error) => this.logger.warn({ err: error }, 'journals could not be recovered, will retry'),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.checking?.stop();
  }

  private async recover(): Promise<void> {
    await this.instance.claimEnded();
    await recoverJournals(this.instance.claimedFiles(), this.usage, this.logger);
  }
}
