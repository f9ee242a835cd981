import type { Clock } from '@codegate/kernel';

import type { LiveModel } from './read-model-list.js';

export type FetchModels = (accountId: string) => Promise<LiveModel[]>;

const keepMs = 5 * 60_000;
/** A provider that did not answer is left alone for this long. */
const keepFailureMs = 30_000;

type Entry = {
  models: readonly LiveModel[];
  /** When the models were fetched; undefined when they never were. */
  fetchedAtMs: number | undefined;
  error: Error | undefined;
  untilMs: number;
};

/** The models of each account's provider, loaded on demand and kept for five minutes. */
export class ModelLists {
  private readonly entries = new Map<string, Entry>();
  private readonly running = new Map<string, Promise<Entry>>();

  constructor(
    private readonly fetchModels: FetchModels,
    private readonly clock: Clock,
  ) {}

  /** @throws what the provider's failure is, with a message fit to be shown */
  async list(accountId: string): Promise<readonly LiveModel[]> {
    const entry = await this.entryOf(accountId);
    if (entry.error) throw entry.error;
    return entry.models;
  }

  /** As list; when the provider does not answer, what it offered last. */
  async ofAccount(accountId: string): Promise<readonly LiveModel[]> {
    return (await this.entryOf(accountId)).models;
  }

  /** What is known without asking; undefined when nothing is. */
  cached(accountId: string): readonly LiveModel[] | undefined {
    return this.entries.get(accountId)?.models;
  }

  /** When `cached` was fetched. */
  fetchedAtMs(accountId: string): number | undefined {
    return this.entries.get(accountId)?.fetchedAtMs;
  }

  /** Makes the next look ask again: of one account, or of all. */
  forget(accountId?: string): void {
    // A request that is under way may have been sent with the settings of before.
    this.running.clear();
    if (accountId === undefined) this.entries.clear();
    else this.entries.delete(accountId);
  }

  private async entryOf(accountId: string): Promise<Entry> {
    const known = this.entries.get(accountId);
    if (known && known.untilMs > this.clock.now()) return known;
    const running = this.running.get(accountId);
    if (running) return await running;
    const started = this.fetch(accountId, known);
    this.running.set(accountId, started);
    const entry = await started;
    if (this.running.get(accountId) === started) {
      this.running.delete(accountId);
      this.entries.set(accountId, entry);
    }
    return entry;
  }

  private async fetch(accountId: string, before: Entry | undefined): Promise<Entry> {
    try {
      const models = await this.fetchModels(accountId);
      const fetchedAtMs = this.clock.now();
      return { models, fetchedAtMs, error: undefined, untilMs: fetchedAtMs + keepMs };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('it failed', { cause });
      const untilMs = this.clock.now() + keepFailureMs;
      return { models: before?.models ?? [], fetchedAtMs: before?.fetchedAtMs, error, untilMs };
    }
  }
}
