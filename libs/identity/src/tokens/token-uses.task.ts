import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { LOGGER, type Logger } from '@codegate/kernel';

import { ApiTokenVerifier } from './api-token-verifier.js';

/** Writes down every ten seconds which tokens were used. */
@Injectable()
export class TokenUsesTask implements OnApplicationShutdown {
  constructor(
    private readonly book: ApiTokenVerifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('*/10 * * * * *', { name: 'token-uses', waitForCompletion: true })
  async write(): Promise<void> {
    try {
      await this.book.writeUses();
    } catch (error) {
      // Only a time is lost.
      this.logger.warn({ err: error }, 'uses of API tokens could not be written');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.write();
  }
}
