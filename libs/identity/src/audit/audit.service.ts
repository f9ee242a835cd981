import { Inject, Injectable } from '@nestjs/common';

import { AuditRepository, type AuditEventRow, type AuditFilter } from '@codegate/database';
import { CLOCK, fromIsoTime, toUtcText, type Clock } from '@codegate/kernel';

import {
  toAuditEventDto,
  type AuditFilterQuery,
  type AuditPageDto,
  type AuditQuery,
  type AuditVerificationDto,
  type AuditVerifyQuery,
} from '../dto/audit.dto.js';
import { AuditLog } from './audit-log.js';
import { chainError } from './chain.js';

const dayMs = 24 * 60 * 60_000;
/** Number of events read at once for an export. */
const rowsPerStep = 500;

/** Reads the audit log, and verifies that it is complete and unchanged. */
@Injectable()
export class AuditService {
  constructor(
    private readonly repository: AuditRepository,
    private readonly log: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(query: AuditQuery): Promise<AuditPageDto> {
    const filter = toFilter(query);
    const before = query.cursor === undefined ? null : Number(query.cursor);
    // One row more than requested shows whether there is a next page.
    const rows = await this.repository.page(filter, before, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(toAuditEventDto),
      total: await this.repository.count(filter),
      nextCursor: last ? String(last.seq) : null,
    };
  }

  /** Oldest first, read while the response is sent. Events written meanwhile are not included. */
  async *events(query: AuditFilterQuery): AsyncGenerator<AuditEventRow> {
    const filter = toFilter(query);
    const { head, anchor } = await this.repository.ends();
    yield* this.between(anchor.seq, head.seq, filter);
  }

  /** @param noted an event that was saved outside of the gateway earlier; the chain has to contain it */
  async verify(noted: AuditVerifyQuery): Promise<AuditVerificationDto> {
    const { anchor, head } = await this.repository.ends();
    const broken = (checked: number, brokenAt: number, reason: string) => ({
      ...{ valid: false, checked, anchor, head, brokenAt, reason },
    });
    let before = anchor;
    let checked = 0;
    for await (const event of this.between(0, head.seq)) {
      const reason = event.seq <= anchor.seq ? 'it was deleted before' : chainError(event, before);
      if (reason !== null) return broken(checked, event.seq, reason);
      if (noted.seq === event.seq && noted.hash !== undefined && noted.hash !== event.hash) {
        return broken(checked, event.seq, 'it is not the noted event');
      }
      before = { seq: event.seq, hash: event.hash };
      checked += 1;
    }
    if (before.seq !== head.seq || before.hash !== head.hash) {
      return broken(checked, before.seq + 1, 'the events at the end are missing');
    }
    if (noted.seq !== undefined && noted.seq > head.seq) {
      return broken(checked, noted.seq, 'the event that was noted is missing');
    }
    const [added] = await this.repository.following(head.seq, 1);
    // The gateway may have written events between the two reads.
    if (added && chainError(added, head) !== null) {
      return broken(checked, added.seq, 'it was not written by the gateway');
    }
    return { valid: true, checked, anchor, head, brokenAt: null, reason: null };
  }

  /** Deletes events older than that many days, and stores where the chain begins now. */
  async deleteOlderThan(days: number): Promise<number> {
    const pruned = await this.repository.prune(toUtcText(this.clock.now() - days * dayMs));
    if (!pruned) return 0;
    const { deleted, anchor } = pruned;
    await this.log.record({
      actor: null,
      action: 'audit.retention',
      after: { days, deleted, anchorSeq: anchor.seq, anchorHash: anchor.hash },
    });
    return deleted;
  }

  private async *between(
    after: number,
    last: number,
    filter: AuditFilter = {},
  ): AsyncGenerator<AuditEventRow> {
    let at = after;
    while (at < last) {
      const rows = await this.repository.following(at, rowsPerStep, filter);
      for (const row of rows) {
        if (row.seq > last) return;
        yield row;
        at = row.seq;
      }
      if (rows.length < rowsPerStep) return;
    }
  }
}

function toFilter({ from, to, ...same }: AuditFilterQuery): AuditFilter {
  const bound = (time: string | undefined) => {
    const ms = fromIsoTime(time);
    return ms === null ? undefined : toUtcText(ms);
  };
  const { actor, action, target, outcome } = same;
  return { from: bound(from), to: bound(to), actor, action, target, outcome };
}
