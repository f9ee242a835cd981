import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

import { Instance, Leader } from '@codegate/shared-state';

import { Ledger } from './pipeline/index.js';

/**
 * Closes the ledger and then gives up the folder with its journal, when no request is running any more and the database
 * is still open. It is not part of a global module, because those, the database among them, are shut down last.
 */
@Injectable()
export class LedgerShutdown implements OnApplicationShutdown {
  constructor(
    private readonly ledger: Ledger,
    private readonly leader: Leader,
    private readonly instance: Instance,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.ledger.close();
    await this.leader.stop();
    await this.instance.stop();
  }
}
