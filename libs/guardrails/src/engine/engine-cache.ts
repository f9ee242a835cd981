import { LRUCache } from 'lru-cache';

import type { MaskedText } from './masked-text.js';
import type { TenantKeys } from './tokens/tenant-keys.js';

/** Bytes that each part of an EngineCache may take. */
export type EngineCacheSizes = {
  readonly texts: number;
  readonly tokens: number;
  readonly tenantKeys: number;
};

const defaultSizes: EngineCacheSizes = {
  texts: 32 * 2 ** 20,
  tokens: 8 * 2 ** 20,
  tenantKeys: 2 * 2 ** 20,
};

/**
 * What the engines of one thread remember. They share one cache, so its size does not depend on the number of rules:
 * each engine marks its entries with an id of its own. Each part drops the entries that were used longest ago.
 */
export class EngineCache {
  /** Results by text. */
  readonly texts: LRUCache<string, MaskedText>;
  /** Tokens by value. */
  readonly tokens: LRUCache<string, string>;
  /** Keys derived for a tenant. */
  readonly tenantKeys: LRUCache<string, TenantKeys>;

  constructor({ texts, tokens, tenantKeys } = defaultSizes) {
    this.texts = new LRUCache({ maxSize: texts });
    this.tokens = new LRUCache({ maxSize: tokens });
    this.tenantKeys = new LRUCache({ maxSize: tenantKeys });
  }

  /** Bytes in use, as estimated when entries were added. */
  get bytes(): number {
    return this.texts.calculatedSize + this.tokens.calculatedSize + this.tenantKeys.calculatedSize;
  }

  clear(): void {
    this.texts.clear();
    this.tokens.clear();
    this.tenantKeys.clear();
  }
}
