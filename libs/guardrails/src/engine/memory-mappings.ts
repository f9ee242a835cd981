import { Lru } from './lru.js';
import type { MappingStore } from './types.js';

/** Characters of tokens and values kept; the longest ago used go first. */
const defaultMaxCharacters = 32_000_000;

/** A mapping store without persistence: for tests, and as the view in memory of one that has it. */
export class MemoryMappings implements MappingStore {
  private readonly values: Lru<string, string>;

  constructor(maxCharacters = defaultMaxCharacters) {
    this.values = new Lru(maxCharacters);
  }

  lookup(tenantId: string, token: string): string | undefined {
    return this.values.get(`${tenantId}\0${token}`);
  }

  remember(tenantId: string, token: string, value: string): void {
    this.values.set(
      `${tenantId}\0${token}`,
      value,
      tenantId.length + token.length + value.length + 64,
    );
  }
}
