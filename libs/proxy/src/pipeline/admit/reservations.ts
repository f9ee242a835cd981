/** What a request has used in the end. */
export type Used = {
  /** Uncached input, cache writes and output: what limits on tokens count. */
  readonly tokens: number;
  /** Null when the price is unknown. */
  readonly costMicroUsd: number | null;
  readonly billing: 'cash' | 'value';
};

/** Everything a request has taken of limits and budgets; each part is given back exactly once. */
export class Reservations {
  private toSettle: ((used: Used | null) => void)[] = [];
  private toClose: (() => void)[] = [];

  /** Held until it is known what the request used; `giveBack` gets null when it used nothing. */
  onSettled(giveBack: (used: Used | null) => void): void {
    this.toSettle.push(giveBack);
  }

  /** Held until the request is over for the client. */
  onClosed(giveBack: () => void): void {
    this.toClose.push(giveBack);
  }

  settle(used: Used | null): void {
    const held = this.toSettle;
    this.toSettle = [];
    for (const giveBack of held) giveBack(used);
  }

  close(): void {
    this.settle(null);
    const held = this.toClose;
    this.toClose = [];
    for (const giveBack of held) giveBack();
  }
}
