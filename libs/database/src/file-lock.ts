import Sqlite from 'better-sqlite3';

/**
 * A lock on a file that the operating system releases when the process ends, however it ends: SIGKILL included, and
 * also while its parent has not collected it yet (a zombie has no open files). Node has no flock, so the lock is the
 * exclusive lock of an SQLite file that is never written to. It works between containers on one kernel that share a
 * volume; whether it works between hosts depends on the network file system.
 */
export class FileLock {
  /** The connection must stay referenced: when it is garbage collected, the lock is released. */
  private constructor(private readonly connection: Sqlite.Database) {}

  /**
   * Creates the file when it is missing. Nothing else in this process may open it: closing any descriptor of the file
   * releases the lock.
   *
   * @returns null while another process, or another FileLock of this one, holds the lock
   * @throws the error of SQLite when the file cannot be opened (`SQLITE_CANTOPEN`)
   */
  static tryAcquire(path: string): FileLock | null {
    const connection = new Sqlite(path, { timeout: 0 });
    try {
      // Otherwise the transaction would create a journal file beside it.
      connection.pragma('journal_mode = MEMORY');
      connection.exec('BEGIN EXCLUSIVE');
      return new FileLock(connection);
    } catch (error) {
      connection.close();
      if ((error as { code?: string }).code === 'SQLITE_BUSY') return null;
      throw error;
    }
  }

  release(): void {
    this.connection.close();
  }
}
