import { Module } from '@nestjs/common';

import { IdentityModule } from '@codegate/identity';
import { ProxyModule } from '@codegate/proxy';

import { AuditRetentionTask } from './audit-retention.task.js';
import { CapabilitiesController } from './capabilities.controller.js';
import { CapabilitiesService } from './capabilities.service.js';
import { ConvertPreviewController } from './convert-preview.controller.js';
import { ExplainController } from './explain.controller.js';
import { ExplainService } from './explain.service.js';

/** What the admin adapter has besides the controllers of the libraries. */
@Module({
  imports: [ProxyModule, IdentityModule],
  controllers: [ExplainController, ConvertPreviewController, CapabilitiesController],
  providers: [CapabilitiesService, ExplainService, AuditRetentionTask],
})
export class AdminModule {}
