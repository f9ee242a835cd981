import { PrivacyRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { FindCounts } from './guard/find-counts.js';
import { MappingBook } from './guard/mapping-book.js';

/** Mappings beyond this number are dropped, the oldest first. */
const mostMappings = 500_000;

/** Writes down once a second what the guardrails have replaced and counted. */
@Injectable()
export class PrivacyWriter implements OnApplicationShutdown {
  constructor(
    private readonly privacy: PrivacyRepository,
    private readonly book: MappingBook,
    private readonly counts: FindCounts,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Cron('* * * * * *', { name: 'privacy-writer', waitForCompletion: true })
  async write(): Promise<void> {
    const mappings = this.book.take();
    const counts = this.counts.take();
    try {
      if (mappings.length > 0) await this.privacy.appendMappings(mappings);
    } catch (error) {
      this.book.giveBack(mappings);
      this.logger.warn({ err: error }, 'privacy mappings could not be written, will retry');
    }
    if (counts.length > 0) await this.privacy.addCounts(counts);
  }

  @Cron('0 0 * * * *', { name: 'privacy-pruning', waitForCompletion: true })
  async prune(): Promise<void> {
    await this.privacy.pruneMappings(mostMappings);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.write();
  }
}
