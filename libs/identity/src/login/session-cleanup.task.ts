import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { GatewayConfig } from '@codegate/config';
import { LOGGER, type Logger } from '@codegate/kernel';

import { SessionsService } from './sessions.service.js';

/** Deletes sessions that have ended: they are refused already. */
@Injectable()
export class SessionCleanupTask {
  constructor(
    private readonly sessions: SessionsService,
    private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('0 41 * * * *', { name: 'session-cleanup', waitForCompletion: true })
  async run(): Promise<void> {
    if (this.config.role === 'proxy') return;
    try {
      await this.sessions.forgetExpired();
    } catch (error) {
      this.logger.warn({ err: error }, 'ended sessions could not be deleted');
    }
  }
}
