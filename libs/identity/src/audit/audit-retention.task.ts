import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { GatewayConfig } from '@codegate/config';
import { SettingsRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';
import { effectiveSettings } from '@codegate/settings';

import { AuditService } from './audit.service.js';

/** Deletes audit events that have been kept long enough. */
@Injectable()
export class AuditRetentionTask implements OnApplicationBootstrap {
  constructor(
    private readonly audit: AuditService,
    private readonly settings: SettingsRepository,
    private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
  }

  @Cron('0 29 3 * * *', { name: 'audit-retention', waitForCompletion: true })
  async run(): Promise<void> {
    if (this.config.role === 'proxy') return;
    try {
      const { auditRetentionDays } = effectiveSettings(await this.settings.all());
      const deleted = await this.audit.deleteOlderThan(auditRetentionDays);
      if (deleted > 0) this.logger.info({ deleted }, 'old audit events deleted');
    } catch (error) {
      this.logger.warn({ err: error }, 'old audit events could not be deleted');
    }
  }
}
