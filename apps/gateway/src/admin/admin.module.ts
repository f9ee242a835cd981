import { Module } from '@nestjs/common';

import { IdentityModule } from '@codegate/identity';
import { ProxyModule } from '@codegate/proxy';

import { AuditRetentionTask } from './audit-retention.task.js';
import { ExplainController } from './explain.controller.js';
import { ExplainService } from './explain.service.js';

/** What the admin adapter has besides the controllers of the libraries. */
@Module({
  imports: [ProxyModule, IdentityModule],
  controllers: [ExplainController],
  providers: [ExplainService, AuditRetentionTask],
})
export class AdminModule {}
