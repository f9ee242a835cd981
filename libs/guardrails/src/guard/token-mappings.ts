import { createHmac } from 'node:crypto';

import type { PrivacyMappingRow } from '@codegate/database';
import { newTimeOrderedId, toUtcText } from '@codegate/kernel';

import { MemoryMappings, type Category, type MappingStore } from '../engine/index.js';

/** The part of the vault's GuardrailKeys that is needed here. */
export type Sealer = {
  readonly current: Buffer;
  seal(text: string): string;
  open(stored: string): string | null;
};

type UnwrittenMapping = {
  tenantId: string;
  token: string;
  value: string;
  category: string;
  atMs: number;
};

/**
 * What stands behind tokens that are too short to hold their value. Answers from memory; new values are handed to
 * whoever writes them to the database.
 */
export class TokenMappings implements MappingStore {
  private memory = new MemoryMappings();
  private unwritten: UnwrittenMapping[] = [];
  private write: (() => Promise<void>) | null = null;
  private isWritten = true;

  constructor(
    private readonly sealer: Sealer,
    private readonly now: () => number,
  ) {}

  lookup(tenantId: string, token: string): string | undefined {
    return this.memory.lookup(tenantId, token);
  }

  remember(tenantId: string, token: string, value: string, category: Category): void {
    if (this.memory.lookup(tenantId, token) === value) return;
    this.memory.remember(tenantId, token, value);
    this.isWritten = false;
    this.unwritten.push({ tenantId, token, value, category, atMs: this.now() });
  }

  /** Takes over stored rows. Returns how many no key reads. */
  load(rows: readonly PrivacyMappingRow[]): number {
    let unreadable = 0;
    for (const { tenantId, replacement, originalEnc } of rows) {
      const value = tenantId === null ? null : this.sealer.open(originalEnc);
      if (value === null || tenantId === null) unreadable += 1;
      else this.memory.remember(tenantId, replacement, value);
    }
    return unreadable;
  }

  /** @param write writes to the database what is taken from here, and calls `wrote` */
  writtenBy(write: () => Promise<void>): void {
    this.write = write;
  }

  /**
   * Resolves when everything remembered so far is written, or could not be: a token that is known outside must not
   * lose its value with this process. Values that need it are rare, so most requests do not wait.
   */
  written(): Promise<void> | null {
    return this.isWritten || !this.write ? null : this.write();
  }

  /** Nobody has to wait for what was taken; what the database refused is tried again in time. */
  wrote(): void {
    this.isWritten = this.unwritten.length === 0;
  }

  /** How many have not been written yet. */
  get size(): number {
    return this.unwritten.length;
  }

  /** The oldest rows that have not been written yet; encrypted here, because that takes time, too. */
  take(most: number): PrivacyMappingRow[] {
    return this.unwritten.splice(0, most).map((fresh) => this.seal(fresh));
  }

  clear(): void {
    this.memory = new MemoryMappings();
    this.unwritten = [];
  }

  private seal({ tenantId, token, value, category, atMs }: UnwrittenMapping): PrivacyMappingRow {
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
