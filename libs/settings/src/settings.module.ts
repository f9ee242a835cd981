import { Module } from '@nestjs/common';

import { EncryptionService } from './encryption.service.js';
import { ModelLimitsController } from './model-limits.controller.js';
import { ModelLimitsService } from './model-limits.service.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';

@Module({
  controllers: [SettingsController, ModelLimitsController],
  providers: [SettingsService, EncryptionService, ModelLimitsService],
})
export class SettingsModule {}
