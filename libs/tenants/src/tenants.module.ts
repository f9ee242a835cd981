import { Module } from '@nestjs/common';

import { UsageModule } from '@codegate/usage';

import { TenantSettingsService } from './tenant-settings.service.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsService } from './tenants.service.js';

@Module({
  imports: [UsageModule],
  controllers: [TenantsController],
  providers: [TenantsService, TenantSettingsService],
})
export class TenantsModule {}
