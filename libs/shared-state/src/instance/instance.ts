import { fromUtcText, runEvery, type Clock, type Logger, type Repeated } from '@codegate/kernel';

import type { Lease, Leases } from '../leases/leases.js';
import type { DataDir } from './data-dir.js';
import type { FolderOwner } from './instance-folder.js';
import type { InstanceInfo, InstanceRegistry } from './instance-registry.js';

const heartbeatEveryMs = 5_000;
/** An instance that is silent for longer has ended, where no lock of the operating system can tell. */
const silentMs = 30_000;
/** Rows of instances whose data directory is not used any more. */
const forgottenMs = 24 * 60 * 60 * 1000;
const claimLeaseName = 'claim-instance-folders';

/**
 * This process among the processes that share a data directory or a database. It is known to the others by its
 * heartbeat, owns a folder, and takes over what instances that have ended have left.
 */
export class Instance {
  readonly info: InstanceInfo;
  private beating: Repeated | undefined;

  constructor(
    private readonly dataDir: DataDir,
    private readonly registry: InstanceRegistry,
    private readonly leases: Leases,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    const { id, host, pid, role, startedAt } = dataDir.folder.owner;
    this.info = { id, host, pid, role, startedAt };
  }

  get id(): string {
    return this.info.id;
  }

  /** Path of the folder that only this instance writes to. */
  get folder(): string {
    return this.dataDir.folder.path;
  }

  /** Announces the instance, and claims what ended instances have left. */
  async start(): Promise<void> {
    await this.registry.heartbeat(this.info);
    await this.claimEnded();
    this.beating = runEvery(
      heartbeatEveryMs,
      () => this.registry.heartbeat(this.info),
      (error) => this.logger.warn({ err: error }, 'the heartbeat could not be written'),
    );
  }

  /** Files left by ended instances that are now this one's; whoever has processed one removes it. */
  claimedFiles(): string[] {
    return this.dataDir.folder.claimedFiles();
  }

  /** Claims a file that belongs to no instance. */
  claimFile(path: string, name: string): void {
    this.dataDir.folder.claimFile(path, `${this.id}-${name}`);
  }

  /**
   * Claims the files of instances that have ended, releases their leases and removes them from the registry. On one
   * kernel the lock of the folder says who has ended; elsewhere the heartbeat does.
   */
  async claimEnded(): Promise<void> {
    const claim: { lease: Lease | null } = { lease: null };
    const ended = await this.dataDir.folder.claimEnded(async (owner) => {
      if (!(await this.isSilent(owner))) return false;
      claim.lease ??= await this.leases.acquire(claimLeaseName, this.id, silentMs);
      return claim.lease !== null;
    });
    for (const id of ended) await this.remove(id);
    for (const seen of await this.registry.list()) {
      if (seen.silentMs > forgottenMs) await this.remove(seen.id);
    }
    if (claim.lease) await this.leases.release(claim.lease);
    if (ended.length > 0) this.logger.info({ instances: ended }, 'took over from ended instances');
  }

  /** Call it when nothing is written to the folder any more. */
  async stop(): Promise<void> {
    await this.beating?.stop();
    try {
      await this.remove(this.id);
    } catch (error) {
      // The next start on the data directory removes it.
      this.logger.warn({ err: error }, 'the instance could not be removed from the database');
    }
    this.dataDir.close();
  }

  private async isSilent({ id, startedAt }: FolderOwner): Promise<boolean> {
    const seen = await this.registry.find(id);
    // Without a row it has been removed, or has not written its first heartbeat yet.
    const startedMs = fromUtcText(startedAt)?.getTime() ?? 0;
    return (seen?.silentMs ?? this.clock.now() - startedMs) > silentMs;
  }

  private async remove(id: string): Promise<void> {
    await this.leases.releaseAll(id);
    await this.registry.remove(id);
  }
}
