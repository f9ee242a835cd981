import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { flushEvery, LOGGER, type Logger, type Repeated } from '@codegate/kernel';

import { ApiTokenVerifier } from './api-token-verifier.js';

const everyMs = 10_000;

/** Writes the last use of API tokens to the database every ten seconds. */
@Injectable()
export class TokenUsesTask implements OnApplicationBootstrap, OnApplicationShutdown {
  private flushing: Repeated | undefined;

  constructor(
    private readonly verifier: ApiTokenVerifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.flushing = flushEvery(everyMs, this.verifier.uses, (error) => {
      this.logger.warn({ err: error }, 'last use of API tokens could not be written, will retry');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flushing?.stop();
  }
}
