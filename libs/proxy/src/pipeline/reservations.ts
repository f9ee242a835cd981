/** What a call has used in the end. */
export type Used = {
  /** Fresh input, cache writes and output: what limits on tokens count. */
  readonly tokens: number;
  /** Null when the price is not known. */
  readonly costMicroUsd: number | null;
  readonly billing: 'cash' | 'value';
};

/** What a call has taken of limits and budgets, each given back exactly once, however the call ends. */
export class Reservations {
  private toSettle: ((used: Used | null) => void)[] = [];
  private toEnd: (() => void)[] = [];

  /** Held until it is known what the call used; null stands for nothing. */
  onSettled(giveBack: (used: Used | null) => void): void {
    this.toSettle.push(giveBack);
  }

  /** Held until the call is over for the caller. */
  onClosed(giveBack: () => void): void {
    this.toEnd.push(giveBack);
  }

  settle(used: Used | null): void {
    const held = this.toSettle;
    this.toSettle = [];
    for (const giveBack of held) giveBack(used);
  }

  close(): void {
    this.settle(null);
    const held = this.toEnd;
    this.toEnd = [];
    for (const giveBack of held) giveBack();
  }
}
