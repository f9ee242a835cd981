import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { flushEvery, LOGGER, type Logger, type Repeated } from '@codegate/kernel';

import { ApiTokenVerifier } from './api-token-verifier.js';

const everyMs = 10_000;

/** Writes every ten seconds when API tokens were last used. */
@Injectable()
export class TokenUsesTask implements OnApplicationBootstrap, OnApplicationShutdown {
  private flushing: Repeated | undefined;

  constructor(
    private readonly verifier: ApiTokenVerifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.flushing = flushEvery(everyMs, this.verifier.uses, (error) => {
      this.logger.warn({ err: error }, 'uses of API tokens could not be written, will retry');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flushing?.stop();
  }
}
