import type { MappingStore } from '../engine/index.js';
import { Guard } from './guard.js';
import type { Rules } from './rules.js';

const maxGuards = 64;
const maxConversations = 20_000;

/**
 * Builds a guard for each set of rules once, and lets a conversation keep the rules it began with: other rules
 * would change what was sent before, and the provider's prompt cache with it.
 */
export class Guards {
  private guards = new Map<string, Guard>();
  private conversations = new Map<string, Rules>();

  constructor(
    private keys: readonly Buffer[],
    private readonly mappings: MappingStore,
  ) {}

  /**
   * The rules a conversation began with, or those in force for a new one.
   *
   * @param conversation null for one that cannot be recognised again
   */
  rulesOf(rules: Rules, conversation: string | null): Rules {
    return conversation === null ? rules : this.pinned(rules, conversation);
  }

  /** The current key first. */
  get allKeys(): readonly Buffer[] {
    return this.keys;
  }

  /** The guard of a set of rules, made once. */
  guardOf(rules: Rules): Guard {
    let guard = this.guards.get(rules.key);
    if (!guard) {
      if (this.guards.size >= maxGuards) this.guards = new Map();
      guard = new Guard(rules, this.keys, this.mappings);
      this.guards.set(rules.key, guard);
    }
    return guard;
  }

  /** From now on tokens are minted under the first key. */
  useKeys(keys: readonly Buffer[]): void {
    this.keys = keys;
    this.guards = new Map();
  }

  /** Lets running conversations take over the rules in force. */
  forgetConversations(): void {
    this.conversations = new Map();
  }

  private pinned(rules: Rules, conversation: string): Rules {
    const known = this.conversations.get(conversation);
    // Taken out and put in again: the map's order is the order of use.
    if (known) this.conversations.delete(conversation);
    else if (this.conversations.size >= maxConversations) {
      const [oldest] = this.conversations.keys();
      if (oldest !== undefined) this.conversations.delete(oldest);
    }
    this.conversations.set(conversation, known ?? rules);
    return known ?? rules;
  }
}
