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
import { memoryBudget, type MemoryBudget } from './memory-budget.js';

/** Mappings read at the start; older ones are in the database only. */
const maxLoaded = 100_000;
/** Two, so that a large request never keeps small ones of others waiting. */
const fewestThreads = 2;
const mostThreads = 4;
const threadsByCores = Math.min(mostThreads, Math.max(fewestThreads, availableParallelism() - 1));

const budgetToken = Symbol('MemoryBudget');

function threadsOf({ threads }: GatewayConfig['guardrails']): number {
  return threads === 0 ? threadsByCores : threads;
}

/** What the admin API and the proxy share: the keys, the mappings of tokens, the guards and their caches. */
@Global()
@Module({
  providers: [
    {
      provide: budgetToken,
      inject: [GatewayConfig],
      useFactory: ({ guardrails }: GatewayConfig) => memoryBudget(threadsOf(guardrails)),
    },
    {
      provide: GuardrailKeys,
      inject: [GatewayConfig],
      useFactory: ({ storage, keys }: GatewayConfig) =>
        GuardrailKeys.open({ dataDir: storage.dataDir, guardrailKey: keys.guardrailKey }),
    },
    {
      provide: TokenMappings,
      inject: [GuardrailKeys, PrivacyRepository, CLOCK, LOGGER, budgetToken],
      useFactory: async (
        keys: GuardrailKeys,
        privacy: PrivacyRepository,
        clock: Clock,
        logger: Logger,
        budget: MemoryBudget,
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
      inject: [GuardrailKeys, TokenMappings, budgetToken],
      useFactory: (keys: GuardrailKeys, mappings: TokenMappings, { engines }: MemoryBudget) =>
        new Guards([keys.current, ...keys.older], mappings, engines),
    },
    {
      provide: DetectionCounts,
      inject: [PrivacyRepository],
      useFactory: (privacy: PrivacyRepository) =>
        new DetectionCounts((counts) => privacy.addCounts(counts)),
    },
    {
      provide: RequestCache,
      inject: [budgetToken],
      useFactory: ({ requests }: MemoryBudget) => new RequestCache(requests),
    },
    {
      provide: MaskPool,
      inject: [GatewayConfig, budgetToken],
      useFactory: ({ guardrails }: GatewayConfig, { threadEngines }: MemoryBudget) =>
        new MaskPool({
          threads: threadsOf(guardrails),
          cacheSizes: threadEngines,
          timeoutMs: guardrails.timeoutMs,
        }),
    },
  ],
  exports: [GuardrailKeys, TokenMappings, Guards, DetectionCounts, RequestCache, MaskPool],
})
export class GuardsModule {}
