import type { Clock } from '@codegate/kernel';

import type { LiveModel } from './read-model-list.js';

export type FetchModels = (accountId: string) => Promise<LiveModel[]>;

const keepMs = 5 * 60_000;
/** After a failure, the provider is not requested again for this time. */
const keepFailureMs = 30_000;

type Entry = {
  models: readonly LiveModel[];
  /** When the models were fetched; undefined when they have not been fetched yet. */
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

  /** @throws the error of the request, whose message can be shown to the user */
  async list(accountId: string): Promise<readonly LiveModel[]> {
    const entry = await this.entryOf(accountId);
    if (entry.error) throw entry.error;
    return entry.models;
  }

  /** Like list, but returns the last known models when the request fails. */
  async ofAccount(accountId: string): Promise<readonly LiveModel[]> {
    return (await this.entryOf(accountId)).models;
  }

  /** The cached models without a request; undefined when there are none. */
  cached(accountId: string): readonly LiveModel[] | undefined {
    return this.entries.get(accountId)?.models;
  }

  /** When `cached` was fetched. */
  fetchedAtMs(accountId: string): number | undefined {
    return this.entries.get(accountId)?.fetchedAtMs;
  }

  /** Removes the cached list of one account, or of all. */
  forget(accountId?: string): void {
    // A running request may have been sent with the old settings.
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
      const error =
        cause instanceof Error
          ? cause
          : new Error('The model list could not be fetched', { cause });
      const untilMs = this.clock.now() + keepFailureMs;
      return { models: before?.models ?? [], fetchedAtMs: before?.fetchedAtMs, error, untilMs };
    }
  }
}
