import { Module } from '@nestjs/common';

import { BudgetsModule } from './budgets.module.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';
import { JournalRecoveryTask } from './journal-recovery.task.js';
import { LedgerModule } from './ledger.module.js';
import { LedgerShutdown } from './ledger-shutdown.js';
import { LogRetentionTask } from './log-retention.task.js';
import { RequestLogsController } from './request-logs.controller.js';
import { RequestLogsService } from './request-logs.service.js';
import { UsageController } from './usage.controller.js';
import { UsageService } from './usage.service.js';

@Module({
  imports: [LedgerModule, BudgetsModule],
  controllers: [ExportsController, UsageController, RequestLogsController],
  providers: [
    UsageService,
    RequestLogsService,
    ExportsService,
    JournalRecoveryTask,
    LedgerShutdown,
    LogRetentionTask,
  ],
  exports: [UsageService],
})
export class UsageModule {}
