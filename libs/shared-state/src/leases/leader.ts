import { runEvery, type Clock, type Logger, type Repeated } from '@codegate/kernel';

import type { Lease, Leases } from './leases.js';

const leaseName = 'leader';
const ttlMs = 15_000;
const renewEveryMs = 5_000;

/**
 * Of all processes on one database one is the leader: it runs the tasks that must run once, such as retention. It is
 * whoever holds the lease `leader`; when it stops or dies, another process takes over within the lease's time to live.
 */
export class Leader {
  private lease: Lease | null = null;
  /** Until then no other process can have the lease, measured from before the last renewal. */
  private validUntilMs = 0;
  private readonly onElectedTasks: (() => void)[] = [];
  private renewing: Repeated | undefined;

  /** @param clock of this process; it only measures time that has passed */
  constructor(
    private readonly leases: Leases,
    private readonly owner: string,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  get isLeader(): boolean {
    return this.lease !== null && this.clock.now() < this.validUntilMs;
  }

  /** Runs the work in the leader and does nothing elsewhere. */
  async run(work: () => Promise<void>): Promise<void> {
    if (this.isLeader) await work();
  }

  /** Runs the work now if this process is the leader, and each time it becomes the leader. */
  onElected(work: () => Promise<void>): void {
    const run = (): void => {
      work().catch((error: unknown) => {
        this.logger.error({ err: error }, 'a task of the leader failed');
      });
    };
    this.onElectedTasks.push(run);
    if (this.isLeader) run();
  }

  /** Resolves when it is known whether this process is the leader; keeps trying until `stop`. */
  async start(): Promise<void> {
    await this.renewOrAcquire();
    this.renewing = runEvery(
      renewEveryMs,
      () => this.renewOrAcquire(),
      (error) => this.logger.warn({ err: error }, 'the lease of the leader could not be renewed'),
    );
  }

  /** Releases the lease, so that another process can acquire it. */
  async stop(): Promise<void> {
    await this.renewing?.stop();
    const lease = this.lease;
    this.lease = null;
    if (lease) await this.leases.release(lease);
  }

  /** Called at an interval; tests call it directly. */
  async renewOrAcquire(): Promise<void> {
    const askedAtMs = this.clock.now();
    if (this.lease && (await this.leases.renew(this.lease, ttlMs))) {
      this.validUntilMs = askedAtMs + ttlMs;
      return;
    }
    if (this.lease) this.logger.warn({}, 'this process is no longer the leader');
    this.lease = await this.leases.acquire(leaseName, this.owner, ttlMs);
    if (!this.lease) return;
    this.validUntilMs = askedAtMs + ttlMs;
    this.logger.info({ fencing: this.lease.fencing }, 'this process is the leader');
    for (const run of this.onElectedTasks) run();
  }
}
