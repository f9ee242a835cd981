import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { flushEvery, LOGGER, type Logger, type Repeated } from '@codegate/kernel';

import { AccountStatusBuffer } from './pipeline/account-status-buffer.js';

const everyMs = 1_000;

/** Writes the last result of each account to the database once a second. */
@Injectable()
export class AccountStatusTask implements OnApplicationBootstrap, OnApplicationShutdown {
  private flushing: Repeated | undefined;

  constructor(
    private readonly statuses: AccountStatusBuffer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.flushing = flushEvery(everyMs, this.statuses, (error) => {
      this.logger.warn({ err: error }, 'account statuses could not be written, will retry');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flushing?.stop();
  }
}
