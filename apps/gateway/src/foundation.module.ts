import { Module, type DynamicModule } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { CLOCK, LOGGER, systemClock, type Logger } from '@codegate/kernel';
import { HttpClient } from '@codegate/outbound-http';
import { DataDir } from '@codegate/shared-state';

/** The values every library may inject: configuration, data directory, logger, clock, HTTP client. */
@Module({})
export class FoundationModule {
  static forRoot(config: GatewayConfig, dataDir: DataDir, logger: Logger): DynamicModule {
    return {
      module: FoundationModule,
      global: true,
      providers: [
        { provide: GatewayConfig, useValue: config },
        { provide: DataDir, useValue: dataDir },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: systemClock },
        { provide: HttpClient, useValue: new HttpClient(config.allowsPrivateUpstreams) },
      ],
      exports: [GatewayConfig, DataDir, LOGGER, CLOCK, HttpClient],
    };
  }
}
