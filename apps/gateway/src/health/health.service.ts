import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { Database } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';
import { ProxyServer } from '@codegate/proxy';

import type { ReadyDto } from './health.dto.js';

/** Timeout for the database. */
const databaseMs = 2_000;

@Injectable()
export class HealthService implements BeforeApplicationShutdown {
  private isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly proxy: ProxyServer,
    private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async ready(): Promise<ReadyDto> {
    const isProxyMissing = this.config.servesProxy && this.proxy.address() === null;
    const checks = {
      database: (await this.isDatabaseReachable()) ? 'ok' : 'does not respond',
      proxy: isProxyMissing ? 'does not listen' : 'ok',
      process: this.isStopping ? 'is shutting down' : 'ok',
    };
    const isReady = Object.values(checks).every((state) => state === 'ok');
    return { status: isReady ? 'ok' : 'unavailable', checks };
  }

  /** Reports unavailable during shutdown, so that load balancers send no new requests. */
  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  private async isDatabaseReachable(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timeout')), databaseMs);
    });
    try {
      await Promise.race([this.database.ping(), timeout]);
      return true;
    } catch (error) {
      this.logger.warn({ err: error }, 'the database does not respond');
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
