import { Module } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { SettingsRepository } from '@codegate/database';

import { AdminAccess } from './admin-access.js';

/** What the admin adapter needs besides the controllers of the libraries. */
@Module({
  providers: [
    {
      provide: AdminAccess,
      inject: [GatewayConfig, SettingsRepository],
      useFactory: (config: GatewayConfig, settings: SettingsRepository) =>
        AdminAccess.open(config, settings),
    },
  ],
})
export class AdminModule {}
