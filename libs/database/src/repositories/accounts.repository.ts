import { Database } from '../database.js';
import type { AccountRow } from '../rows.js';
import type { AccountOutcome, AccountPatch, NewAccount } from '../queries.js';

export class AccountsRepository {
  constructor(private readonly database: Database) {}

  list(): Promise<AccountRow[]> {
    throw new Error('not written yet');
  }

  find(id: string): Promise<AccountRow | null> {
    throw new Error('not written yet');
  }

  insert(row: NewAccount): Promise<void> {
    throw new Error('not written yet');
  }

  update(id: string, patch: AccountPatch): Promise<boolean> {
    throw new Error('not written yet');
  }

  delete(id: string): Promise<boolean> {
    throw new Error('not written yet');
  }

  setOutcome(id: string, outcome: AccountOutcome): Promise<void> {
    throw new Error('not written yet');
  }

  recordOutcomes(outcomes: readonly (AccountOutcome & { readonly id: string })[]): Promise<void> {
    throw new Error('not written yet');
  }

  reencryptSecrets(convert: (stored: string) => string | null): Promise<{ reEncrypted: number; failed: number }> {
    throw new Error('not written yet');
  }
}
