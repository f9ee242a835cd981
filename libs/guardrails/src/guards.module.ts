import { availableParallelism } from 'node:os';

import { GatewayConfig } from '@codegate/config';
import { PrivacyRepository } from '@codegate/database';
import { CLOCK, LOGGER, type Clock, type Logger } from '@codegate/kernel';
import { GuardrailKeys } from '@codegate/vault';
import { Global, Module } from '@nestjs/common';

import { DetectionCounts } from './guard/detection-counts.js';
import { Guards } from './guard/guards.js';
import { MaskPool } from './guard/offload/mask-pool.js';
import { RequestCache } from './guard/parts/request-cache.js';
import { TokenMappings } from './guard/token-mappings.js';
import { memoryBudget } from './memory-budget.js';

/** Mappings read at the start; older ones are in the database only. */
const maxLoaded = 100_000;
/** One core is left to the event loop. */
const maskThreads = Math.min(4, Math.max(1, availableParallelism() - 1));
const budget = memoryBudget(maskThreads);

/** What the admin API and the proxy share: the keys, the mappings of tokens, the guards and their caches. */
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
        const mappings = new TokenMappings(keys, {
          now: () => clock.now(),
          write: (rows) => privacy.appendMappings(rows),
          onError: (error) => {
            logger.warn({ err: error }, 'Could not write privacy mappings, will retry');
          },
          maxBytes: budget.mappings,
        });
        const unreadable = mappings.load((await privacy.newestMappings(maxLoaded)).toReversed());
        if (unreadable > 0) {
          logger.warn({ unreadable }, 'Some privacy mappings cannot be decrypted with any key');
        }
        return mappings;
      },
    },
    {
      provide: Guards,
      inject: [GuardrailKeys, TokenMappings],
      useFactory: (keys: GuardrailKeys, mappings: TokenMappings) =>
        new Guards([keys.current, ...keys.older], mappings, budget.engines),
    },
    {
      provide: DetectionCounts,
      inject: [PrivacyRepository],
      useFactory: (privacy: PrivacyRepository) =>
        new DetectionCounts((counts) => privacy.addCounts(counts)),
    },
    { provide: RequestCache, useFactory: () => new RequestCache(budget.requests) },
    { provide: MaskPool, useFactory: () => new MaskPool(maskThreads, budget.threadEngines) },
  ],
  exports: [GuardrailKeys, TokenMappings, Guards, DetectionCounts, RequestCache, MaskPool],
})
export class GuardsModule {}
