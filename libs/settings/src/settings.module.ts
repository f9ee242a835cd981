import { Module } from '@nestjs/common';

import { EncryptionService } from './encryption.service.js';
import { ModelLimitsController } from './model-limits.controller.js';
import { ModelLimitsService } from './model-limits.service.js';
import { ModelPricesController } from './model-prices.controller.js';
import { ModelPricesService } from './model-prices.service.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';

@Module({
  controllers: [SettingsController, ModelLimitsController, ModelPricesController],
  providers: [SettingsService, EncryptionService, ModelLimitsService, ModelPricesService],
})
export class SettingsModule {}
