import { Module } from '@nestjs/common';

import { CustomGuardrailsService } from './custom-guardrails.service.js';
import { GuardrailsController } from './guardrails.controller.js';
import { GuardrailsService } from './guardrails.service.js';
import { GuardsModule } from './guards.module.js';
import { PrivacyController } from './privacy.controller.js';
import { PrivacyService } from './privacy.service.js';
import { PrivacyWriter } from './privacy-writer.task.js';

/** The admin API of the guardrails. */
@Module({
  imports: [GuardsModule],
  controllers: [PrivacyController, GuardrailsController],
  providers: [PrivacyService, GuardrailsService, CustomGuardrailsService, PrivacyWriter],
})
export class GuardrailsModule {}
