import type { Change, ChangeTopic, RecordedChange, Revisions } from '@codegate/database';

/**
 * Where changes are recorded for every process: `ChangesRepository` in the database, `MemoryChangeLog` for one
 * process. Each topic counts its own revisions, without gaps, in the order in which the changes were committed.
 */
export type ChangeLog = {
  /** Gives each change the next revision of its topic. */
  record(changes: readonly Change[]): Promise<void>;
  /** The highest revision of each topic. */
  revisions(): Promise<Revisions>;
  /** The changes of a topic with a higher revision, in order; the oldest may have been deleted. */
  changesAfter(topic: ChangeTopic, revision: number): Promise<RecordedChange[]>;
};
