import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { LOGGER, type Logger } from '@codegate/kernel';
import { Leader } from '@codegate/shared-state';

import { RequestLogsService } from './request-logs.service.js';

/** Deletes request logs that are older than the retention: when this process becomes the leader, and every six hours. */
@Injectable()
export class LogRetentionTask implements OnApplicationBootstrap {
  constructor(
    private readonly logs: RequestLogsService,
    private readonly leader: Leader,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.leader.onElected(() => this.deleteExpired());
  }

  @Cron('0 17 */6 * * *', { name: 'log-retention', waitForCompletion: true })
  async run(): Promise<void> {
    await this.leader.run(() => this.deleteExpired());
  }

  private async deleteExpired(): Promise<void> {
    try {
      const deleted = await this.logs.deleteExpired();
      if (deleted > 0) this.logger.info({ deleted }, 'old request logs deleted');
    } catch (error) {
      this.logger.warn({ err: error }, 'old request logs could not be deleted');
    }
  }
}
