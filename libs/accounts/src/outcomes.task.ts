import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { AccountsRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';

import { AccountStatusBuffer } from './pipeline/index.js';

/** Writes down once a second what requests have taught about accounts. */
@Injectable()
export class OutcomesTask implements OnApplicationShutdown {
  constructor(
    private readonly outcomes: AccountStatusBuffer,
    private readonly accounts: AccountsRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('* * * * * *', { name: 'account-outcomes', waitForCompletion: true })
  async write(): Promise<void> {
    const taken = this.outcomes.take();
    if (taken.length === 0) return;
    try {
      await this.accounts.recordOutcomes(taken);
    } catch (error) {
      // The next request of the account says it again.
      this.logger.warn({ err: error }, 'outcomes of accounts could not be written');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.write();
  }
}
