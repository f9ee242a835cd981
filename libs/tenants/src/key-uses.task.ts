import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { TenantKeysRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';

import { KeyUses } from './pipeline/index.js';

/** Writes down every few seconds which keys were used. */
@Injectable()
export class KeyUsesTask implements OnApplicationShutdown {
  constructor(
    private readonly uses: KeyUses,
    private readonly keys: TenantKeysRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('*/5 * * * * *', { name: 'tenant-key-uses', waitForCompletion: true })
  async write(): Promise<void> {
    const taken = this.uses.take();
    if (taken.length === 0) return;
    try {
      await this.keys.recordUses(taken);
    } catch (error) {
      // The next request with the key says it again.
      this.logger.warn({ err: error }, 'the last use of keys could not be written');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.write();
  }
}
