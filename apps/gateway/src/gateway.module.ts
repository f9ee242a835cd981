import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';

import { AccountsModule } from '@codegate/accounts';
import { AlertsModule } from '@codegate/alerts';
import type { GatewayConfig } from '@codegate/config';
import { DatabaseModule } from '@codegate/database';
import { IdentityModule } from '@codegate/identity';
import { GuardrailsModule } from '@codegate/guardrails';
import type { Logger } from '@codegate/kernel';
import { ProxyModule } from '@codegate/proxy';
import { RoutingModule } from '@codegate/routing';
import { SettingsModule } from '@codegate/settings';
import { SharedStateModule, type DataDir } from '@codegate/shared-state';
import { TenantsModule } from '@codegate/tenants';
import { UsageModule } from '@codegate/usage';

import { FoundationModule } from './foundation.module.js';
import { HealthModule } from './health/health.module.js';
import { VaultModule } from './vault.module.js';

/** The composition root: imports the module of every library. */
@Module({})
export class GatewayModule {
  static forRoot(config: GatewayConfig, dataDir: DataDir, logger: Logger): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        FoundationModule.forRoot(config, dataDir, logger),
        DatabaseModule.forRoot(logger),
        SharedStateModule,
        VaultModule,
        ScheduleModule.forRoot(),
        AccountsModule,
        RoutingModule,
        TenantsModule,
        SettingsModule,
        UsageModule,
        AlertsModule,
        GuardrailsModule,
        ProxyModule,
        IdentityModule,
        HealthModule,
      ],
    };
  }
}
