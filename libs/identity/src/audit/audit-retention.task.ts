import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { SettingsRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';
import { effectiveSettings } from '@codegate/settings';
import { Leader } from '@codegate/shared-state';

import { AuditService } from './audit.service.js';

/** Deletes audit events that are older than the retention: when this process becomes the leader, and once a day. */
@Injectable()
export class AuditRetentionTask implements OnApplicationBootstrap {
  constructor(
    private readonly audit: AuditService,
    private readonly settings: SettingsRepository,
    private readonly leader: Leader,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.leader.onElected(() => this.deleteExpired());
  }

  @Cron('0 29 3 * * *', { name: 'audit-retention', waitForCompletion: true })
  async run(): Promise<void> {
    await this.leader.run(() => this.deleteExpired());
  }

  private async deleteExpired(): Promise<void> {
    try {
      const { auditRetentionDays } = effectiveSettings(await this.settings.all());
      const deleted = await this.audit.deleteOlderThan(auditRetentionDays);
      if (deleted > 0) this.logger.info({ deleted }, 'old audit events deleted');
    } catch (error) {
      this.logger.warn({ err: error }, 'old audit events could not be deleted');
    }
  }
}
