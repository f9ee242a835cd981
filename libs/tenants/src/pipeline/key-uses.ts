import { toUtcText, WriteBehind } from '@codegate/kernel';

/** The last use of each key, collected in memory until it is written to the database. */
export class KeyUses {
  private readonly lastMs: WriteBehind<string, number>;

  /** @param write stores the times (UTC text, by key id) in one transaction */
  constructor(write: (uses: ReadonlyMap<string, string>) => Promise<void>) {
    this.lastMs = new WriteBehind((batch) =>
      write(new Map([...batch].map(([id, ms]) => [id, toUtcText(ms)]))),
    );
  }

  note(keyId: string, nowMs: number): void {
    this.lastMs.put(keyId, nowMs);
  }

  /** @throws the error of the write; the times are kept for the next flush */
  flush(): Promise<void> {
    return this.lastMs.flush();
  }
}
