import type { DynamicModule } from '@nestjs/common';

import type { Logger } from '@codegate/kernel';

/** Global: every repository and Database can be injected anywhere. Needs GatewayConfig as a global provider. */
export class DatabaseModule {
  static forRoot(_logger: Logger): DynamicModule {
    throw new Error('not written yet');
  }
}
