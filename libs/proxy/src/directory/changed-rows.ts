import type { Change, ChangeTopic } from '@codegate/database';

import type { Ids } from './directory-reader.js';

/** Which rows of which topics a batch of changes is about. */
export class ChangedRows {
  private readonly topics = new Map<ChangeTopic, Set<string> | null>();

  constructor(changes: readonly Change[]) {
    for (const { topic, rowId } of changes) {
      const ids = this.topics.get(topic);
      if (rowId === null || ids === null) this.topics.set(topic, null);
      else this.topics.set(topic, (ids ?? new Set()).add(rowId));
    }
  }

  has(...topics: readonly ChangeTopic[]): boolean {
    return topics.some((topic) => this.topics.has(topic));
  }

  /** Null when any row may have changed; empty when none has. */
  of(topic: ChangeTopic): Ids {
    const ids = this.topics.get(topic);
    return ids === undefined ? new Set() : ids;
  }
}
