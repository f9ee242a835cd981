import { LRUCache } from 'lru-cache';

import type { MappingStore } from './types.js';

const defaultMaxBytes = 32 * 2 ** 20;
const entryBytes = 160;

/** A mapping store in memory only: for tests, and for reading what a database keeps. */
export class MemoryMappings implements MappingStore {
  private readonly values: LRUCache<string, string>;

  /** @param maxBytes the mappings used longest ago are dropped beyond it */
  constructor(maxBytes = defaultMaxBytes) {
    this.values = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (value, key) => entryBytes + key.length + Buffer.byteLength(value),
    });
  }

  lookup(tenantId: string, token: string): string | undefined {
    return this.values.get(`${tenantId}\0${token}`);
  }

  remember(tenantId: string, token: string, value: string): void {
    this.values.set(`${tenantId}\0${token}`, value);
  }

  /** Bytes in use, as estimated. */
  get bytes(): number {
    return this.values.calculatedSize;
  }

  clear(): void {
    this.values.clear();
  }
}
