import { Global, Module } from '@nestjs/common';

import { TenantKeysRepository } from '@codegate/database';

import { KeyUses } from './pipeline/index.js';

/** Collects the last use of tenant keys for the proxy. */
@Global()
@Module({
  providers: [
    {
      provide: KeyUses,
      inject: [TenantKeysRepository],
      useFactory: (keys: TenantKeysRepository) => new KeyUses((uses) => keys.recordUses(uses)),
    },
  ],
  exports: [KeyUses],
})
export class KeyUsesModule {}
