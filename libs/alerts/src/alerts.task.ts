import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { LOGGER, type Logger } from '@codegate/kernel';
import { BudgetTracker } from '@codegate/usage';

import { AlertsService } from './alerts.service.js';

/** Looks once a second which thresholds of budgets have been passed. */
@Injectable()
export class AlertsTask {
  constructor(
    private readonly budgets: BudgetTracker,
    private readonly alerts: AlertsService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('* * * * * *', { name: 'budget-alerts', waitForCompletion: true })
  async run(): Promise<void> {
    for (const crossing of this.budgets.takeCrossings()) {
      try {
        await this.alerts.raise(crossing);
      } catch (error) {
        this.budgets.find(crossing.budget.id)?.tellAgain(crossing.threshold);
        this.logger.error({ err: error }, 'a budget alert could not be stored, will retry');
      }
    }
  }
}
