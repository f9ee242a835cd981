import { Global, Module } from '@nestjs/common';

import { KeyUses } from './pipeline/index.js';

/** What the proxy tells about keys. */
@Global()
@Module({ providers: [KeyUses], exports: [KeyUses] })
export class KeyUsesModule {}
