import { Module } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { SettingsRepository } from '@codegate/database';
import { ProxyModule } from '@codegate/proxy';

import { AdminAccess } from './admin-access.js';
import { CapabilitiesController } from './capabilities.controller.js';
import { CapabilitiesService } from './capabilities.service.js';
import { ConvertPreviewController } from './convert-preview.controller.js';
import { ExplainController } from './explain.controller.js';
import { ExplainService } from './explain.service.js';

/** What the admin adapter has besides the controllers of the libraries. */
@Module({
  imports: [ProxyModule],
  controllers: [ExplainController, ConvertPreviewController, CapabilitiesController],
  providers: [
    ExplainService,
    CapabilitiesService,
    {
      provide: AdminAccess,
      inject: [GatewayConfig, SettingsRepository],
      useFactory: (config: GatewayConfig, settings: SettingsRepository) =>
        AdminAccess.open(config, settings),
    },
  ],
})
export class AdminModule {}
