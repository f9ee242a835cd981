import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { CLOCK, LOGGER, runEvery, type Clock, type Logger, type Repeated } from '@codegate/kernel';
import { BudgetTracker } from '@codegate/usage';

import { AlertsService } from './alerts.service.js';

const everyMs = 1_000;

/**
 * Checks once a second which thresholds of budgets have been crossed. It runs in every process and not only in the
 * leader: the process that spends knows first. The database accepts each alert once.
 */
@Injectable()
export class AlertsTask implements OnApplicationBootstrap, OnApplicationShutdown {
  private checking: Repeated | undefined;

  constructor(
    private readonly budgets: BudgetTracker,
    private readonly alerts: AlertsService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.checking = runEvery(
      everyMs,
      () => this.run(),
      (error) => this.logger.error({ err: error }, 'budgets could not be checked for alerts'),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.checking?.stop();
  }

  private async run(): Promise<void> {
    for (const crossing of this.budgets.takeCrossings(this.clock.now())) {
      try {
        await this.alerts.raise(crossing);
      } catch (error) {
        this.budgets.find(crossing.budget.id)?.reportAgain(crossing.threshold);
        this.logger.error({ err: error }, 'a budget alert could not be stored, will retry');
      }
    }
  }
}
