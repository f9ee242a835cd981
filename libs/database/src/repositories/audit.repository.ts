import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';

import { isJsonObject, tryParseJson } from '@codegate/kernel';

import { Database } from '../database.js';
import { AuditEvent, Setting } from '../entities/index.js';
import type { AuditEntry, AuditEventRow, AuditFilter, AuditLink } from '../identity-rows.js';
import { readAuditEvent } from '../mapping/read-identity-rows.js';
import { RawRowReader, rawRows } from '../mapping/raw-row.js';
import { toTimeBound } from '../mapping/time-bound.js';

/** Any number: all gateways have to agree on it, and nothing else may use it. */
const postgresLockId = 5_063_014_713;
/** The last event there is: without it, events cut off at the end would not be missed. */
const headKey = 'audit_head';
/** The last event that was deleted because of its age: the first one kept continues from there. */
const anchorKey = 'audit_anchor';

/** Gives an entry its place behind the event before. */
export type SealEntry = (entry: AuditEntry, before: AuditLink) => AuditEventRow;

export const beginning: AuditLink = { seq: 0, hash: '' };

@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** Appends entries in their order; other writers, in this process or another, wait. */
  async append(entries: readonly AuditEntry[], seal: SealEntry): Promise<AuditEventRow[]> {
    return await this.database.write(async (manager) => {
      await this.lockChain(manager);
      let head = (await readLink(manager, headKey)) ?? beginning;
      const events: AuditEventRow[] = [];
      for (const entry of entries) {
        const event = seal(entry, head);
        events.push(event);
        head = { seq: event.seq, hash: event.hash };
      }
      await manager.insert(AuditEvent, events);
      await writeLink(manager, headKey, head);
      return events;
    });
  }

  /** Newest first, before the given place. */
  async page(filter: AuditFilter, before: number | null, limit: number): Promise<AuditEventRow[]> {
    const rows = await this.database.read((manager) => {
      const query = selection(manager, filter).orderBy('e.seq', 'DESC').limit(limit);
      if (before !== null) query.andWhere('e.seq < :before', { before });
      return rawRows(query);
    });
    return rows.map(readAuditEvent);
  }

  async count(filter: AuditFilter): Promise<number> {
    const [row] = await this.database.report((manager) =>
      selection(manager, filter).select('COUNT(*)', 'total'),
    );
    return new RawRowReader(row ?? {}).countOr0('total');
  }

  /** Oldest first, after the given place. */
  async following(
    after: number,
    limit: number,
    filter: AuditFilter = {},
  ): Promise<AuditEventRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(
        selection(manager, filter)
          .andWhere('e.seq > :after', { after })
          .orderBy('e.seq', 'ASC')
          .limit(limit),
      ),
    );
    return rows.map(readAuditEvent);
  }

  /** Where the chain begins and ends, as of one moment. */
  async ends(): Promise<{ anchor: AuditLink; head: AuditLink }> {
    return await this.database.read(async (manager) => ({
      anchor: (await readLink(manager, anchorKey)) ?? beginning,
      head: (await readLink(manager, headKey)) ?? beginning,
    }));
  }

  /**
   * Deletes what is older and keeps the place of the last deleted event, all in one transaction. The newest event
   * always stays.
   *
   * @returns how many were deleted, and where the chain begins now; null when there was nothing to delete
   */
  async prune(before: string): Promise<{ deleted: number; anchor: AuditLink } | null> {
    return await this.database.write(async (manager) => {
      await this.lockChain(manager);
      const [kept] = await rawRows(
        manager
          .createQueryBuilder(AuditEvent, 'e')
          .where('e.at >= :before', { before: toTimeBound(before) })
          .orderBy('e.seq', 'ASC')
          .limit(1),
      );
      const head = (await readLink(manager, headKey)) ?? beginning;
      const firstKept = kept ? readAuditEvent(kept).seq : head.seq;
      const [last] = await rawRows(
        manager
          .createQueryBuilder(AuditEvent, 'e')
          .where('e.seq < :firstKept', { firstKept })
          .orderBy('e.seq', 'DESC')
          .limit(1),
      );
      if (!last) return null;
      const { seq, hash } = readAuditEvent(last);
      const anchor = { seq, hash };
      await writeLink(manager, anchorKey, anchor);
      const result = await manager
        .createQueryBuilder()
        .delete()
        .from(AuditEvent)
        .where('seq <= :seq', { seq })
        .execute();
      return { deleted: result.affected ?? 0, anchor };
    });
  }

  /** On SQLite the transaction has the write lock from its beginning. */
  private async lockChain(manager: EntityManager): Promise<void> {
    if (!this.database.sqlite) {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [postgresLockId]);
    }
  }
}

function selection(manager: EntityManager, filter: AuditFilter): SelectQueryBuilder<AuditEvent> {
  const query = manager.createQueryBuilder(AuditEvent, 'e');
  const { from, to, actor, action, target, outcome } = filter;
  if (from !== undefined) query.andWhere('e.at >= :from', { from: toTimeBound(from) });
  if (to !== undefined) query.andWhere('e.at < :to', { to: toTimeBound(to) });
  if (actor !== undefined)
    query.andWhere('(e.actorId = :actor OR e.actorName = :actor)', { actor });
  if (action !== undefined) {
    // Byte order: every action of the group lies between "group." and "group/".
    query.andWhere('(e.action = :action OR (e.action >= :first AND e.action < :behind))', {
      action,
      first: `${action}.`,
      behind: `${action}/`,
    });
  }
  if (target !== undefined) query.andWhere('e.targetId = :target', { target });
  // Literals: with a parameter the index of the failures would not be known to fit.
  if (outcome === 'failure') query.andWhere("e.outcome = 'failure'");
  if (outcome === 'success') query.andWhere("e.outcome = 'success'");
  return query;
}

async function readLink(manager: EntityManager, key: string): Promise<AuditLink | null> {
  const row = await manager.findOneBy(Setting, { key });
  const value = row?.value ? tryParseJson(row.value) : null;
  if (!isJsonObject(value)) return null;
  const { seq, hash } = value;
  return typeof seq === 'number' && typeof hash === 'string' ? { seq, hash } : null;
}

async function writeLink(manager: EntityManager, key: string, link: AuditLink): Promise<void> {
  await manager.upsert(Setting, { key, value: JSON.stringify(link) }, ['key']);
}
