import { Module } from '@nestjs/common';

import { LedgerKeeper } from './ledger-keeper.js';
import { LedgerModule } from './ledger.module.js';
import { LogRetentionTask } from './log-retention.task.js';
import { RequestLogsController } from './request-logs.controller.js';
import { RequestLogsService } from './request-logs.service.js';
import { UsageController } from './usage.controller.js';
import { UsageService } from './usage.service.js';

@Module({
  imports: [LedgerModule],
  controllers: [UsageController, RequestLogsController],
  providers: [UsageService, RequestLogsService, LedgerKeeper, LogRetentionTask],
  exports: [UsageService],
})
export class UsageModule {}
