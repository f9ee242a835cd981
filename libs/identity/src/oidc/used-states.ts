import { LRUCache } from 'lru-cache';

/** Many more than logins end within the time a state is valid. */
const maxStates = 50_000;

/** The states of logins that have ended, so that each is used once. */
export class UsedStates {
  private readonly states = new LRUCache<string, true>({ max: maxStates });

  /** @returns whether this is the first use */
  take(state: string): boolean {
    if (this.states.has(state)) return false;
    this.states.set(state, true);
    return true;
  }
}
