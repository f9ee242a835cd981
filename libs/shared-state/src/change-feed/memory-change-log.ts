import type { Change, ChangeTopic, RecordedChange, Revisions } from '@codegate/database';

import type { ChangeLog } from './change-log.js';

/** Keeps every change in memory: for tests, and for programs without a database. */
export class MemoryChangeLog implements ChangeLog {
  private readonly topics = new Map<ChangeTopic, RecordedChange[]>();

  record(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      const recorded = this.topics.get(change.topic) ?? [];
      recorded.push({ ...change, revision: recorded.length + 1 });
      this.topics.set(change.topic, recorded);
    }
    return Promise.resolve();
  }

  revisions(): Promise<Revisions> {
    const revisions = [...this.topics].map(([topic, changes]) => [topic, changes.length] as const);
    return Promise.resolve(new Map(revisions));
  }

  changesAfter(topic: ChangeTopic, revision: number): Promise<RecordedChange[]> {
    return Promise.resolve(this.topics.get(topic)?.slice(revision) ?? []);
  }
}
