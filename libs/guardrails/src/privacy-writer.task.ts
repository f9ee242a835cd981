import { GatewayConfig } from '@codegate/config';
import { PrivacyRepository } from '@codegate/database';
import {
  CLOCK,
  LOGGER,
  newTimeOrderedId,
  runEvery,
  type Clock,
  type Logger,
  type Repeated,
} from '@codegate/kernel';
import { Leader } from '@codegate/shared-state';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { DetectionCounts } from './guard/detection-counts.js';
import { MaskPool } from './guard/offload/mask-pool.js';
import { TokenMappings } from './guard/token-mappings.js';

const writeEveryMs = 1_000;
/** Mappings beyond this number are deleted, the oldest first. */
const maxMappings = 500_000;
/** Decrypting this many rows takes about 40 ms. */
const maxRowsPerRead = 2_000;
/** The clocks of several machines differ by less than this. */
const overlapMs = 60_000;

/** Once a second writes what the guardrails have replaced and counted. */
@Injectable()
export class PrivacyWriter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly isOneOfSeveral: boolean;
  private lastReadId: string;
  private writing: Repeated | undefined;

  constructor(
    private readonly privacy: PrivacyRepository,
    private readonly mappings: TokenMappings,
    private readonly counts: DetectionCounts,
    private readonly pool: MaskPool,
    private readonly leader: Leader,
    config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.isOneOfSeveral = config.sharesDatabase;
    // Older rows were loaded at the start; ids begin with their time.
    this.lastReadId = newTimeOrderedId(clock.now() - overlapMs);
  }

  onApplicationBootstrap(): void {
    this.writing = runEvery(
      writeEveryMs,
      () => this.write(),
      (error) => this.logger.warn({ err: error }, 'Could not read the mappings of other processes'),
    );
  }

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
    await this.leader.run(() => this.privacy.pruneMappings(maxMappings));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
    await this.writing?.stop();
    await this.write();
  }
}
