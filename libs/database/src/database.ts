export class Database {
  /** Answers when the database does; for readiness. */
  ping(): Promise<void> {
    throw new Error('not written yet');
  }

  close(): Promise<void> {
    throw new Error('not written yet');
  }
}
