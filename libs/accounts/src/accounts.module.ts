import { Module } from '@nestjs/common';

import { AccountHealthService } from './account-health.service.js';
import { AccountPoolModule } from './account-pool.module.js';
import { AccountStatusTask } from './account-status.task.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { ModelsController } from './models.controller.js';
import { ModelsService } from './models.service.js';

@Module({
  imports: [AccountPoolModule],
  controllers: [AccountsController, ModelsController],
  providers: [AccountsService, AccountHealthService, ModelsService, AccountStatusTask],
})
export class AccountsModule {}
