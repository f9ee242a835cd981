import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { FileLock } from '@codegate/database';
import { GatewayError, isJsonObject, toUtcText, tryParseJson, type Clock } from '@codegate/kernel';

import { InstanceFolder, type FolderOwner } from './instance-folder.js';
import type { InstanceInfo } from './instance-registry.js';

const folderName = 'instances';
const lockName = 'admin.lock';
const holderName = 'admin.json';
/** A gateway that is being replaced may need a moment to end. */
const waitForHolderMs = 2_000;
const retryEveryMs = 50;

export type DataDirOptions = {
  readonly dataDir: string;
  readonly role: 'all' | 'admin' | 'proxy';
};

/**
 * This process's part of the data directory: its own folder, and for the roles `all` and `admin` the exclusive right
 * to the directory. Only one process may change the configuration, run migrations and keep the budgets of an SQLite
 * database; any number with the role `proxy` may run beside it.
 */
export class DataDir {
  private constructor(
    readonly folder: InstanceFolder,
    private readonly adminLock: FileLock | null,
  ) {}

  /** @throws GatewayError `conflict` naming the process that holds the directory */
  static async open({ dataDir, role }: DataDirOptions, clock: Clock): Promise<DataDir> {
    const parent = join(dataDir, folderName);
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    const owner: FolderOwner = {
      id: randomUUID(),
      host: hostname(),
      pid: process.pid,
      role,
      startedAt: toUtcText(clock.now()),
      kernel: kernelId(),
    };
    const adminLock = role === 'proxy' ? null : await acquireAdminLock(dataDir, parent);
    if (adminLock) writeHolder(parent, owner);
    return new DataDir(InstanceFolder.create(parent, owner), adminLock);
  }

  close(): void {
    this.folder.close();
    this.adminLock?.release();
  }
}

async function acquireAdminLock(dataDir: string, parent: string): Promise<FileLock> {
  const deadlineMs = performance.now() + waitForHolderMs;
  for (;;) {
    const lock = FileLock.tryAcquire(join(parent, lockName));
    if (lock) return lock;
    if (performance.now() > deadlineMs) break;
    await setTimeout(retryEveryMs);
  }
  throw new GatewayError(
    'conflict',
    `The data directory ${dataDir} is in use by another gateway${describe(readHolder(parent))}. ` +
      'Stop that process, or set DATA_DIR to another folder. To run several processes on one ' +
      'folder, start one with CODEGATE_ROLE=admin and the others with CODEGATE_ROLE=proxy',
  );
}

function describe(holder: InstanceInfo | null): string {
  if (!holder) return '';
  const { role, pid, host, startedAt } = holder;
  return ` (role ${role}, process ${pid} on host ${host}, running since ${startedAt} UTC)`;
}

/** In one step, so that a process that is refused reads all of it. */
function writeHolder(parent: string, owner: FolderOwner): void {
  const path = join(parent, holderName);
  writeFileSync(`${path}.tmp`, JSON.stringify(owner), { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

function readHolder(parent: string): InstanceInfo | null {
  try {
    const holder = tryParseJson(readFileSync(join(parent, holderName), 'utf8'));
    return isJsonObject(holder) ? (holder as InstanceInfo) : null;
  } catch {
    // The holder has only just started.
    return null;
  }
}

/** Linux gives each boot of a kernel an id, which all of its containers see. */
function kernelId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}
