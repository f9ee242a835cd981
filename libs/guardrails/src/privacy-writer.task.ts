import { GatewayConfig } from '@codegate/config';
import { PrivacyRepository } from '@codegate/database';
import { CLOCK, LOGGER, newTimeOrderedId, type Clock, type Logger } from '@codegate/kernel';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { DetectionCounts } from './guard/detection-counts.js';
import { MaskPool } from './guard/offload/mask-pool.js';
import { TokenMappings } from './guard/token-mappings.js';

/** Mappings beyond this number are deleted, the oldest first. */
const maxMappings = 500_000;
/** Decrypting this many rows takes about 40 ms. */
const maxRowsPerRead = 2_000;
/** The clocks of several machines differ by less than this. */
const overlapMs = 60_000;

/** Once a second writes what the guardrails have replaced and counted. */
@Injectable()
export class PrivacyWriter implements OnApplicationShutdown {
  private readonly isOneOfSeveral: boolean;
  private lastReadId: string;

  constructor(
    private readonly privacy: PrivacyRepository,
    private readonly mappings: TokenMappings,
    private readonly counts: DetectionCounts,
    private readonly pool: MaskPool,
    config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.isOneOfSeveral = config.role !== 'all' || config.storage.databaseUrl !== undefined;
    // Older rows were loaded at the start; ids begin with their time.
    this.lastReadId = newTimeOrderedId(clock.now() - overlapMs);
  }

  @Cron('* * * * * *', { name: 'privacy-writer', waitForCompletion: true })
  async write(): Promise<void> {
    await this.mappings.flush();
    try {
      await this.counts.flush();
    } catch (error) {
      this.logger.warn({ err: error }, 'Could not write the guardrail counts, will retry');
    }
    if (this.isOneOfSeveral) await this.readFromOthers();
  }

  /** Adds the mappings that other processes on the same database have written since the last time. */
  private async readFromOthers(): Promise<void> {
    const rows = await this.privacy.mappingsAfter(this.lastReadId, maxRowsPerRead);
    this.lastReadId = rows.at(-1)?.id ?? this.lastReadId;
    this.mappings.load(rows);
  }

  @Cron('0 0 * * * *', { name: 'privacy-pruning', waitForCompletion: true })
  async prune(): Promise<void> {
    await this.privacy.pruneMappings(maxMappings);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
    await this.write();
  }
}
