import type { Change, ChangeTopic, Revisions } from '@codegate/database';
import { append, type Logger } from '@codegate/kernel';

import type { ChangeLog } from './change-log.js';

/**
 * Applies changes to what this process keeps in memory of them. When it rejects, the same changes are given to it
 * again; a change may come more than once, never out of order within its topic.
 */
export type ChangeListener = (changes: readonly Change[]) => Promise<void>;

type Subscription = {
  readonly listener: ChangeListener;
  /** What the listener has applied. */
  applied: Revisions;
};

/**
 * Tells what keeps a copy of the configuration in memory which rows have changed. Writers record a change in the
 * transaction that makes it and then call `applyRecorded`; other processes poll the revisions.
 */
export class ChangeFeed {
  private readonly subscriptions = new Set<Subscription>();
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: ChangeLog,
    private readonly logger: Logger,
  ) {}

  /**
   * Calls the listener for every change that is recorded from now on. Read the current state after this resolves,
   * so that no change is missed in between.
   *
   * @returns the function that ends the subscription
   */
  async subscribe(listener: ChangeListener): Promise<() => void> {
    const subscription = { listener, applied: await this.log.revisions() };
    this.subscriptions.add(subscription);
    return () => this.subscriptions.delete(subscription);
  }

  /**
   * Records a change that no repository has recorded, and applies it.
   *
   * @param rowId null: any row of the topic may have changed
   */
  async publish(topic: ChangeTopic, rowId: string | null = null): Promise<void> {
    await this.log.record([{ topic, rowId }]);
    await this.applyRecorded();
  }

  /**
   * Resolves when every listener of this process has applied what was recorded before the call, by any process. A
   * listener that fails is logged and tried again later: what was written stays written.
   */
  applyRecorded(): Promise<void> {
    if (!this.running) {
      this.running = this.deliver().finally(() => (this.running = undefined));
      return this.running;
    }
    // The delivery under way may have read the revisions too early: one more after it, shared by all callers.
    this.next ??= this.running.then(() => {
      this.next = undefined;
      return this.applyRecorded();
    });
    return this.next;
  }

  /** Applies the changes of other processes from now on. */
  startPolling(everyMs: number): void {
    this.timer = setInterval(() => void this.applyRecorded(), everyMs).unref();
  }

  /** Resolves when no delivery is under way any more. */
  async stopPolling(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async deliver(): Promise<void> {
    try {
      const latest = await this.log.revisions();
      const behind = [...this.subscriptions].filter(({ applied }) => isBehind(applied, latest));
      await Promise.all(behind.map((subscription) => this.deliverTo(subscription, latest)));
    } catch (error) {
      this.logger.error({ err: error }, 'changes of the configuration could not be applied');
    }
  }

  private async deliverTo(subscription: Subscription, latest: Revisions): Promise<void> {
    const applied = new Map(subscription.applied);
    const changes: Change[] = [];
    for (const [topic, revision] of latest) {
      const known = applied.get(topic) ?? 0;
      if (revision === known) continue;
      append(changes, await this.missedChanges(topic, known, revision));
      applied.set(topic, revision);
    }
    await subscription.listener(changes);
    subscription.applied = applied;
  }

  /** Of changes that are not kept any more only their number is known: then any row may have changed. */
  private async missedChanges(
    topic: ChangeTopic,
    known: number,
    latest: number,
  ): Promise<readonly Change[]> {
    const changes = latest > known ? await this.log.changesAfter(topic, known) : [];
    const isComplete = changes[0]?.revision === known + 1;
    return isComplete
      ? changes.filter(({ revision }) => revision <= latest)
      : [{ topic, rowId: null }];
  }
}

/** A lower revision counts, too: the database was replaced by an older copy. */
function isBehind(applied: Revisions, latest: Revisions): boolean {
  return [...latest].some(([topic, revision]) => revision !== (applied.get(topic) ?? 0));
}
