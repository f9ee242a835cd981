import { Module, type DynamicModule } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import type { Logger } from '@codegate/kernel';

import { Database } from './database.js';
import { openDatabase } from './open-database.js';
import * as repositories from './repositories/index.js';

/**
 * Opens the database while the application is put together, so before anything listens. Global: every
 * repository and Database can be injected anywhere. Needs GatewayConfig as a global provider.
 */
@Module({})
export class DatabaseModule {
  static forRoot(logger: Logger): DynamicModule {
    const classes = Object.values(repositories);
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: Database,
          inject: [GatewayConfig],
          useFactory: (config: GatewayConfig) => openDatabase(config.storage, logger),
        },
        ...classes,
      ],
      exports: [Database, ...classes],
    };
  }
}
