import { availableParallelism } from 'node:os';

import { GatewayConfig } from '@codegate/config';
import { PrivacyRepository } from '@codegate/database';
import { CLOCK, LOGGER, type Clock, type Logger } from '@codegate/kernel';
import { GuardrailKeys } from '@codegate/vault';
import { Global, Module } from '@nestjs/common';

import { DetectionCounts } from './guard/detection-counts.js';
import { Guards } from './guard/guards.js';
import { MaskPool } from './guard/offload/mask-pool.js';
import { TokenMappings } from './guard/token-mappings.js';
import { RequestCache } from './guard/parts/request-cache.js';

/** Mappings in memory from the start; older ones are in the database only. */
const maxLoaded = 100_000;

/** What both adapters share: the key, what stands behind tokens, the guards. */
@Global()
@Module({
  providers: [
    {
      provide: GuardrailKeys,
      inject: [GatewayConfig],
      useFactory: ({ storage, keys }: GatewayConfig) =>
        GuardrailKeys.open({ dataDir: storage.dataDir, guardrailKey: keys.guardrailKey }),
    },
    {
      provide: TokenMappings,
      inject: [GuardrailKeys, PrivacyRepository, CLOCK, LOGGER],
      useFactory: async (
        keys: GuardrailKeys,
        privacy: PrivacyRepository,
        clock: Clock,
        logger: Logger,
      ) => {
        const book = new TokenMappings(keys, () => clock.now());
        const unreadable = book.load((await privacy.newestMappings(maxLoaded)).toReversed());
        if (unreadable > 0) logger.warn({ unreadable }, 'privacy mappings no key reads');
        return book;
      },
    },
    {
      provide: Guards,
      inject: [GuardrailKeys, TokenMappings],
      useFactory: (keys: GuardrailKeys, book: TokenMappings) =>
        new Guards([keys.current, ...keys.older], book),
    },
    DetectionCounts,
    RequestCache,
    {
      provide: MaskPool,
      // One core is left to the event loop.
      useFactory: () => new MaskPool(Math.min(4, Math.max(1, availableParallelism() - 1))),
    },
  ],
  exports: [GuardrailKeys, TokenMappings, Guards, DetectionCounts, RequestCache, MaskPool],
})
export class GuardsModule {}
