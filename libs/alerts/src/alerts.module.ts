import { Module } from '@nestjs/common';

import { AlertChannelsService } from './alert-channels.service.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsService } from './alerts.service.js';
import { AlertsTask } from './alerts.task.js';

/** Its dependencies come from global modules, see gateway.module.ts. */
@Module({
  controllers: [AlertsController],
  providers: [AlertsService, AlertChannelsService, AlertsTask],
})
export class AlertsModule {}
