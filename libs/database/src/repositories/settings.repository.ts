import { Database } from '../database.js';

export class SettingsRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<ReadonlyMap<string, string>> {
    throw new Error('not written yet');
  }

  set(entries: Readonly<Record<string, string | null>>): Promise<void> {
    throw new Error('not written yet');
  }
}
