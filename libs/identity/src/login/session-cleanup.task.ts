import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { LOGGER, type Logger } from '@codegate/kernel';
import { Leader } from '@codegate/shared-state';

import { SessionsService } from './sessions.service.js';

/** Deletes expired sessions, which are refused already; in the leader only. */
@Injectable()
export class SessionCleanupTask {
  constructor(
    private readonly sessions: SessionsService,
    private readonly leader: Leader,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('0 41 * * * *', { name: 'session-cleanup', waitForCompletion: true })
  async run(): Promise<void> {
    await this.leader.run(() => this.deleteExpired());
  }

  private async deleteExpired(): Promise<void> {
    try {
      await this.sessions.forgetExpired();
    } catch (error) {
      this.logger.warn({ err: error }, 'expired sessions could not be deleted');
    }
  }
}
