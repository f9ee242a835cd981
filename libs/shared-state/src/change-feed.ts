/** What a write on the admin side changed. */
export type ChangeTopic =
  'accounts' | 'configs' | 'tenants' | 'settings' | 'model_limits' | 'prices' | 'budgets';

type Listener = (topic: ChangeTopic) => Promise<void>;

/**
 * Tells the hot path that configuration changed. `publish` resolves when every listener in this process
 * has taken the change over, so that an answer of the admin API means: in force.
 */
export class ChangeFeed {
  private readonly listeners = new Set<Listener>();

  /** Calls the listener on every change; returns the function that ends it. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async publish(topic: ChangeTopic): Promise<void> {
    await Promise.all([...this.listeners].map((listener) => listener(topic)));
  }
}
