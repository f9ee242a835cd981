import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { GatewayConfig } from '@codegate/config';
import { LOGGER, type Logger } from '@codegate/kernel';

import { RequestLogsService } from './request-logs.service.js';

/** Deletes request logs that have been kept long enough: at start, and every six hours. */
@Injectable()
export class LogRetentionTask implements OnApplicationBootstrap {
  constructor(
    private readonly logs: RequestLogsService,
    private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
  }

  @Cron('0 17 */6 * * *', { name: 'log-retention', waitForCompletion: true })
  async run(): Promise<void> {
    if (this.config.role === 'proxy') return;
    try {
      const deleted = await this.logs.deleteExpired();
      if (deleted > 0) this.logger.info({ deleted }, 'old request logs deleted');
    } catch (error) {
      this.logger.warn({ err: error }, 'old request logs could not be deleted');
    }
  }
}
