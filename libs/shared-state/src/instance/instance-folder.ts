import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { FileLock } from '@codegate/database';
import { isJsonObject, tryParseJson } from '@codegate/kernel';

import type { InstanceInfo } from './instance-registry.js';

/** What a folder says about its owner. */
export type FolderOwner = InstanceInfo & {
  /** Names the running kernel, equal in all of its containers; null where the system has none. */
  readonly kernel: string | null;
};

const lockName = 'lock';
const ownerName = 'instance.json';
const claimedName = 'claimed';
const unfinishedSuffix = '.new';
/** A start that was killed in its first milliseconds leaves an unfinished folder. */
const unfinishedMs = 60_000;

/**
 * The files of one instance: `DATA_DIR/instances/<id>/`. A lock on a file in it, held as long as the process lives,
 * says that the folder has an owner. Files of an instance that has ended are claimed by moving them into the folder
 * of the claimer, so that of several claimers each file goes to exactly one.
 */
export class InstanceFolder {
  private constructor(
    readonly path: string,
    readonly owner: FolderOwner,
    private readonly parent: string,
    private readonly lock: FileLock,
  ) {}

  /** @param parent the folder of all instances; created when missing, mode 0700: request bodies may be in it */
  static create(parent: string, owner: FolderOwner): InstanceFolder {
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    const path = join(parent, owner.id);
    // Under its name it appears only with its lock held, or another start could take it for an abandoned one.
    const unfinished = `${path}${unfinishedSuffix}`;
    mkdirSync(unfinished, { mode: 0o700 });
    const lock = FileLock.tryAcquire(join(unfinished, lockName));
    if (!lock) throw new Error(`the new file ${join(unfinished, lockName)} is locked`);
    writeFileSync(join(unfinished, ownerName), JSON.stringify(owner), { mode: 0o600 });
    renameSync(unfinished, path);
    return new InstanceFolder(path, owner, parent, lock);
  }

  /**
   * Moves the files of ended instances into this folder.
   *
   * @param hasEnded decides about an owner on another kernel, where a free lock proves nothing
   * @returns the ids of the instances that have ended
   */
  async claimEnded(hasEnded: (owner: FolderOwner) => Promise<boolean>): Promise<string[]> {
    const ended: string[] = [];
    for (const id of this.otherFolders()) {
      const lock = tryLock(join(this.parent, id));
      if (!lock) continue;
      try {
        const owner = readOwner(join(this.parent, id));
        // Without a readable owner there is only the lock to go by.
        if (owner && !this.isOnSameKernel(owner) && !(await hasEnded(owner))) continue;
        this.moveFilesFrom(id);
        ended.push(id);
      } finally {
        lock.release();
      }
      removeFolder(join(this.parent, id));
    }
    return ended;
  }

  /** Takes a file that belongs to no instance. False when it no longer exists, for example to another claimer. */
  claimFile(path: string, name: string): boolean {
    return moveFile(path, join(this.claimedFolder(), name));
  }

  /** Paths of the claimed files that have not been removed yet. */
  claimedFiles(): string[] {
    const folder = join(this.path, claimedName);
    return namesIn(folder).map((name) => join(folder, name));
  }

  /** Ends the ownership. The folder is removed, unless files are left in it for the next start. */
  close(): void {
    this.lock.release();
    removeFolder(this.path);
  }

  private otherFolders(): string[] {
    return foldersIn(this.parent).filter((name) =>
      name.endsWith(unfinishedSuffix)
        ? isOlderThan(join(this.parent, name), unfinishedMs)
        : name !== this.owner.id,
    );
  }

  private isOnSameKernel({ kernel, host }: FolderOwner): boolean {
    const own = this.owner;
    return own.kernel === null ? host === own.host : kernel === own.kernel;
  }

  private moveFilesFrom(id: string): void {
    const folder = join(this.parent, id);
    const claimedByIt = join(folder, claimedName);
    for (const name of namesIn(claimedByIt)) this.claimFile(join(claimedByIt, name), name);
    for (const name of ownFilesIn(folder)) this.claimFile(join(folder, name), `${id}-${name}`);
  }

  private claimedFolder(): string {
    const folder = join(this.path, claimedName);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
}

/** Null while another process holds the lock, and when the folder has been removed by another claimer. */
function tryLock(folder: string): FileLock | null {
  try {
    return FileLock.tryAcquire(join(folder, lockName));
  } catch (error) {
    if (!existsSync(folder)) return null;
    throw error;
  }
}

function readOwner(folder: string): FolderOwner | null {
  try {
    const owner = tryParseJson(readFileSync(join(folder, ownerName), 'utf8'));
    return isJsonObject(owner) ? (owner as FolderOwner) : null;
  } catch {
    // Another claimer has removed the folder.
    return null;
  }
}

function moveFile(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    // Another claimer was first.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Does nothing while files are left in it. */
function removeFolder(folder: string): void {
  const claimed = join(folder, claimedName);
  if (ownFilesIn(folder).length > 0 || namesIn(claimed).length > 0) return;
  for (const name of [lockName, ownerName]) rmSync(join(folder, name), { force: true });
  for (const path of [claimed, folder]) {
    try {
      rmdirSync(path);
    } catch {
      // Another claimer removes it at the same time.
    }
  }
}

/** What the owner has written, apart from the files of this module. */
function ownFilesIn(folder: string): string[] {
  return namesIn(folder).filter((name) => name.endsWith('.jsonl'));
}

function foldersIn(folder: string): string[] {
  return namesIn(folder).filter((name) =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory(),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function isOlderThan(path: string, ms: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > ms;
}
