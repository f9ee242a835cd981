import { GatewayConfig } from '@codegate/config';
import { PrivacyRepository, type PrivacyMappingRow } from '@codegate/database';
import { CLOCK, LOGGER, newTimeOrderedId, type Clock, type Logger } from '@codegate/kernel';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { DetectionCounts } from './guard/detection-counts.js';
import { MaskPool } from './guard/offload/mask-pool.js';
import { TokenMappings } from './guard/token-mappings.js';

/** Mappings beyond this number are dropped, the oldest first. */
const maxMappings = 500_000;
/** Encrypting and writing this many takes about 40 ms. */
const maxAtOnce = 2_000;
/** Clocks of several machines differ by less than this. */
const overlapMs = 60_000;

/** Writes down once a second what the guardrails have replaced and counted. */
@Injectable()
export class PrivacyWriter implements OnApplicationShutdown {
  private readonly isOneOfSeveral: boolean;
  private seenId: string;
  /** Rows the database has refused so far. */
  private unwritten: PrivacyMappingRow[] = [];
  private writing: Promise<void> | null = null;

  constructor(
    private readonly privacy: PrivacyRepository,
    private readonly book: TokenMappings,
    private readonly counts: DetectionCounts,
    private readonly pool: MaskPool,
    config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.isOneOfSeveral = config.role !== 'all' || config.storage.databaseUrl !== undefined;
    book.writtenBy(() => this.mappingsWritten());
    // What is older was loaded at the start; ids begin with their time.
    this.seenId = newTimeOrderedId(clock.now() - overlapMs);
  }

  @Cron('* * * * * *', { name: 'privacy-writer', waitForCompletion: true })
  async write(): Promise<void> {
    await this.mappingsWritten();
    const counts = this.counts.take();
    if (counts.length > 0) await this.privacy.addCounts(counts);
    if (this.isOneOfSeveral) await this.takeOver();
  }

  /** Writes what there is, once for all who ask at the same time. */
  private async mappingsWritten(): Promise<void> {
    // What came while somebody else was writing is not in that write.
    if (this.writing) await this.writing;
    this.writing ??= this.writeMappings().finally(() => (this.writing = null));
    await this.writing;
  }

  private async writeMappings(): Promise<void> {
    try {
      for (;;) {
        if (this.unwritten.length === 0) this.unwritten = this.book.take(maxAtOnce);
        if (this.unwritten.length === 0) break;
        await this.privacy.appendMappings(this.unwritten);
        this.unwritten = [];
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'privacy mappings could not be written, will retry');
    }
    this.book.wrote();
  }

  /** Takes over what other processes on the same database have replaced since the last time. */
  private async takeOver(): Promise<void> {
    const rows = await this.privacy.mappingsAfter(this.seenId, maxAtOnce);
    this.seenId = rows.at(-1)?.id ?? this.seenId;
    this.book.load(rows);
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
