import { Module } from '@nestjs/common';

import { UsageModule } from '@codegate/usage';

import { BudgetsController } from './budgets.controller.js';
import { BudgetsService } from './budgets.service.js';
import { KeyUsesModule } from './key-uses.module.js';
import { KeyUsesTask } from './key-uses.task.js';
import { TenantKeysController } from './tenant-keys.controller.js';
import { TenantKeysService } from './tenant-keys.service.js';
import { TenantSettingsService } from './tenant-settings.service.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsService } from './tenants.service.js';

@Module({
  imports: [UsageModule, KeyUsesModule],
  controllers: [TenantsController, TenantKeysController, BudgetsController],
  providers: [
    TenantsService,
    TenantSettingsService,
    TenantKeysService,
    BudgetsService,
    KeyUsesTask,
  ],
})
export class TenantsModule {}
