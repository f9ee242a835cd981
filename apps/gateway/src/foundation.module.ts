import { Module, type DynamicModule } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { CLOCK, LOGGER, systemClock, type Logger } from '@codegate/kernel';

/** What everything else is built on: configuration, logger, clock. */
@Module({})
export class FoundationModule {
  static forRoot(config: GatewayConfig, logger: Logger): DynamicModule {
    return {
      module: FoundationModule,
      global: true,
      providers: [
        { provide: GatewayConfig, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: systemClock },
      ],
      exports: [GatewayConfig, LOGGER, CLOCK],
    };
  }
}
