import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { flushEvery, LOGGER, type Logger, type Repeated } from '@codegate/kernel';

import { KeyUses } from './pipeline/index.js';

const everyMs = 5_000;

/** Writes the last use of keys to the database every few seconds. */
@Injectable()
export class KeyUsesTask implements OnApplicationBootstrap, OnApplicationShutdown {
  private flushing: Repeated | undefined;

  constructor(
    private readonly uses: KeyUses,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.flushing = flushEvery(everyMs, this.uses, (error) => {
      this.logger.warn({ err: error }, 'the last use of keys could not be written, will retry');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flushing?.stop();
  }
}
