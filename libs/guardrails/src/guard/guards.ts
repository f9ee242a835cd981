import { LRUCache } from 'lru-cache';

import { EngineCache, type EngineCacheSizes, type MappingStore } from '../engine/index.js';
import { Guard } from './guard.js';
import { strictestOf, type Rules } from './rules.js';

const maxGuards = 64;
const maxConversations = 20_000;

/** The rules of a conversation, and the rules in force when they were determined. */
type PinnedRules = { readonly rules: Rules; readonly inForce: Rules };

/**
 * Builds a guard for each set of rules once. A conversation keeps the rules with which it began, because weaker rules
 * would change what was sent before, and the provider's prompt cache would no longer match. Whatever becomes stricter
 * is in force for it at once: the caller chooses its conversation, so it must not be a way around a new rule.
 */
export class Guards {
  private readonly guards = new LRUCache<string, Guard>({ max: maxGuards });
  private readonly conversations = new LRUCache<string, PinnedRules>({ max: maxConversations });
  private readonly cache: EngineCache;

  /**
   * @param keys guardrail keys, the current one first
   * @param cacheSizes memory of all guards together
   */
  constructor(
    private keys: readonly Buffer[],
    private readonly mappings: MappingStore,
    cacheSizes?: EngineCacheSizes,
  ) {
    this.cache = new EngineCache(cacheSizes);
  }

  /**
   * The rules for a request: those in force, and of those with which its conversation began whatever was stricter.
   *
   * @param inForce for the caller
   * @param conversation null for one that cannot be recognised in later requests
   */
  rulesOf(inForce: Rules, conversation: string | null): Rules {
    if (conversation === null) return inForce;
    const pinned = this.conversations.get(conversation);
    if (pinned?.inForce.key === inForce.key) return pinned.rules;
    const rules = pinned ? strictestOf(pinned.rules, inForce) : inForce;
    this.conversations.set(conversation, { rules, inForce });
    return rules;
  }

  /** The current key first. */
  get allKeys(): readonly Buffer[] {
    return this.keys;
  }

  /** Bytes that the guards remember, as estimated. */
  get cachedBytes(): number {
    return this.cache.bytes;
  }

  /** The guard of a set of rules, built at the first call. */
  guardOf(rules: Rules): Guard {
    let guard = this.guards.get(rules.key);
    if (!guard) {
      guard = new Guard(rules, this.keys, this.mappings, this.cache);
      this.guards.set(rules.key, guard);
    }
    return guard;
  }

  /** From now on tokens are made with the first key. Drops all that the guards remember. */
  useKeys(keys: readonly Buffer[]): void {
    this.keys = keys;
    this.guards.clear();
    this.cache.clear();
  }

  /** Running conversations use the rules in force from their next request on. */
  forgetConversations(): void {
    this.conversations.clear();
  }
}
