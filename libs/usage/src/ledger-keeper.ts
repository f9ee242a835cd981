import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

import { Ledger } from './pipeline/index.js';

/**
 * Closes the ledger when no request runs any more and the database is still open. It is no part of a global
 * module, because those, the database among them, are shut down last.
 */
@Injectable()
export class LedgerKeeper implements OnApplicationShutdown {
  constructor(private readonly ledger: Ledger) {}

  async onApplicationShutdown(): Promise<void> {
    await this.ledger.close();
  }
}
