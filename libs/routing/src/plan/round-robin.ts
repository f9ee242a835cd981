/** Counts how often each list was used, so that each use can begin one further. Of this process only. */
export class RoundRobin {
  private readonly next = new Map<string, number>();

  /** 0, 1, 2, … for each key. */
  nextIndex(key: string): number {
    const index = this.next.get(key) ?? 0;
    this.next.set(key, (index + 1) % Number.MAX_SAFE_INTEGER);
    return index;
  }
}
