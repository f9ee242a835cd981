import { toUtcText } from '@codegate/kernel';

/** When each key was last used, gathered in memory until somebody writes it to the database. */
export class KeyUses {
  private lastMs = new Map<string, number>();

  note(keyId: string, nowMs: number): void {
    this.lastMs.set(keyId, nowMs);
  }

  /** What has been gathered since the last time. */
  take(): { id: string; at: string }[] {
    if (this.lastMs.size === 0) return [];
    const taken = [...this.lastMs].map(([id, ms]) => ({ id, at: toUtcText(ms) }));
    this.lastMs = new Map();
    return taken;
  }
}
