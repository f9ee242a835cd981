import { Injectable } from '@nestjs/common';

import type { Change, ChangeTopic, RecordedChange, Revisions } from '../changes.js';
import { Database } from '../database.js';
import { Change as ChangeEntity, Revision } from '../entities/index.js';
import { recordChanges } from './record-changes.js';

/** The recorded changes of configuration, of every process that uses the database. */
@Injectable()
export class ChangesRepository {
  constructor(private readonly database: Database) {}

  /** For a change that no repository of this library makes; those record theirs themselves. */
  async record(changes: readonly Change[]): Promise<void> {
    await this.database.write((manager) => recordChanges(manager, changes));
  }

  /** Cheap enough to be called every second. */
  async revisions(): Promise<Revisions> {
    const rows = await this.database.read((manager) => manager.find(Revision));
    return new Map(rows.map(({ topic, revision }) => [topic as ChangeTopic, revision]));
  }

  /** The changes of a topic with a higher revision, in order; the oldest may have been deleted. */
  async changesAfter(topic: ChangeTopic, revision: number): Promise<RecordedChange[]> {
    const rows = await this.database.read((manager) =>
      manager
        .createQueryBuilder(ChangeEntity, 'c')
        .where('c.topic = :topic AND c.revision > :revision', { topic, revision })
        .orderBy('c.revision')
        .getMany(),
    );
    return rows.map(({ rowId, ...row }) => ({ ...row, topic, rowId }));
  }
}
