import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import type { PrivacyMappingRow } from '@codegate/database';
import { newTimeOrderedId, toUtcText, WriteBehind } from '@codegate/kernel';

import { MemoryMappings, type Category, type MappingStore } from '../engine/index.js';

/** The part of the vault's GuardrailKeys that is needed here. */
export type Sealer = {
  readonly current: Buffer;
  seal(text: string): string;
  open(stored: string): string | null;
};

type NewMapping = {
  tenantId: string;
  token: string;
  value: string;
  category: string;
  atMs: number;
};

export type TokenMappingsOptions = {
  readonly now: () => number;
  /** Writes rows to the database; all of them or none. */
  readonly write: (rows: readonly PrivacyMappingRow[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Memory for mappings; the ones used longest ago are dropped beyond it. */
  readonly maxBytes?: number;
};

/** Encrypting and writing this many rows blocks the event loop for about 8 ms. */
const batchSize = 100;

/** The values of tokens that are too short to hold them. Lookups read memory; new values are written to the database. */
export class TokenMappings implements MappingStore {
  private readonly memory: MemoryMappings;
  private readonly unwritten: WriteBehind<string, NewMapping>;
  /** Number of mappings added so far, and how many of them a request need not wait for. */
  private added = 0;
  private settled = 0;

  constructor(
    private readonly sealer: Sealer,
    private readonly options: TokenMappingsOptions,
  ) {
    this.memory = new MemoryMappings(options.maxBytes);
    this.unwritten = new WriteBehind(
      async (batch) => {
        await options.write([...batch.values()].map((mapping) => this.toRow(mapping)));
        // SQLite writes on this thread: other requests must be served between two batches.
        await setImmediate();
      },
      { batchSize },
    );
  }

  lookup(tenantId: string, token: string): string | undefined {
    return this.memory.lookup(tenantId, token);
  }

  remember(tenantId: string, token: string, value: string, category: Category): void {
    if (this.memory.lookup(tenantId, token) === value) return;
    this.memory.remember(tenantId, token, value);
    this.added += 1;
    const atMs = this.options.now();
    this.unwritten.put(`${tenantId}\0${token}`, { tenantId, token, value, category, atMs });
  }

  /** Adds stored rows. Returns how many of them no key can decrypt. */
  load(rows: readonly PrivacyMappingRow[]): number {
    let unreadable = 0;
    for (const { tenantId, replacement, originalEnc } of rows) {
      const value = tenantId === null ? null : this.sealer.open(originalEnc);
      if (value === null || tenantId === null) unreadable += 1;
      else this.memory.remember(tenantId, replacement, value);
    }
    return unreadable;
  }

  /**
   * Resolves when everything added so far has been written, or a write has failed: a token that is sent to a provider
   * must not lose its value when this process ends. Most requests add no mapping and need not wait.
   *
   * @returns null when there is nothing to wait for
   */
  written(): Promise<void> | null {
    return this.settled === this.added ? null : this.flush();
  }

  /** Writes what has been added. After an error the rows are written by a later flush; requests do not wait for them. */
  async flush(): Promise<void> {
    const { added } = this;
    try {
      await this.unwritten.flush();
    } catch (error) {
      this.options.onError(error);
    }
    this.settled = Math.max(this.settled, added);
  }

  /** Bytes of the mappings in memory, as estimated. */
  get bytes(): number {
    return this.memory.bytes;
  }

  clear(): void {
    this.memory.clear();
    this.unwritten.clear();
  }

  private toRow({ tenantId, token, value, category, atMs }: NewMapping): PrivacyMappingRow {
    return {
      id: newTimeOrderedId(atMs),
      tenantId,
      category,
      originalHash: createHmac('sha256', this.sealer.current)
        .update(`${tenantId}\0${value}`)
        .digest('hex'),
      originalEnc: this.sealer.seal(value),
      replacement: token,
      createdAt: toUtcText(atMs),
    };
  }
}
