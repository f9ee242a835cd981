import type {
  Admission,
  BudgetAmounts,
  BudgetPeriod,
  Demand,
  Grant,
  LedgerSums,
  Refusal,
  Terms,
  Used,
  WindowView,
} from './admission.js';
import { amountOf, countable } from './amounts.js';
import { BudgetMeter } from './budget-meter.js';
import { checkBudget, checkRequests, checkSlot, checkTokens } from './check-demand.js';
import { SlidingWindow } from './sliding-window.js';

/** Empty windows and ended budget periods are removed this often, so that the maps stay small. */
const sweepEveryMs = 60_000;
const noAmounts: BudgetAmounts = { spent: 0, reserved: 0 };

/** A limit as another store knows it. */
export type StoredLimit = {
  /** In the order of time. */
  readonly window: readonly { readonly atMs: number; readonly amount: number }[];
  /** Slots, tokens or micro-dollars held by grants. */
  readonly held: number;
  /** Micro-dollars. */
  readonly spent: number;
};

type TokenMeter = { readonly window: SlidingWindow; reserved: number };

/** Admission of a single process; never returns a promise but from `reconcile`. */
export class MemoryAdmission implements Admission {
  private readonly requests = new Map<string, SlidingWindow>();
  private readonly tokens = new Map<string, TokenMeter>();
  private readonly slots = new Map<string, number>();
  private readonly budgets = new Map<string, BudgetMeter>();
  /** Grants that hold something to return. */
  private readonly open = new Set<MemoryGrant>();
  /** No open grant expires before this moment. */
  private earliestExpiryMs = Number.POSITIVE_INFINITY;
  private sweepAtMs = 0;

  acquire<D extends Demand>(demands: readonly D[], terms: Terms): Grant | Refusal<D> {
    const { nowMs } = terms;
    if (nowMs >= this.earliestExpiryMs) this.expire(nowMs);
    if (nowMs >= this.sweepAtMs) this.sweep(nowMs);
    for (const demand of demands) {
      const refusal = this.check<D>(demand, nowMs);
      if (refusal) return refusal;
    }
    let holdsSomething = false;
    for (const demand of demands) holdsSomething = this.take(demand, nowMs) || holdsSomething;
    const grant = new MemoryGrant(this, demands, terms, holdsSomething);
    if (holdsSomething) {
      this.open.add(grant);
      this.earliestExpiryMs = Math.min(this.earliestExpiryMs, grant.expiresAtMs);
    }
    return grant;
  }

  async reconcile(
    periods: readonly BudgetPeriod[],
    nowMs: number,
    ledgerSums: LedgerSums,
  ): Promise<void> {
    if (periods.length === 0) return;
    for (const period of periods) this.budget(period).countFrom(nowMs);
    const sums = await ledgerSums(new Map(periods.map(({ key }) => [key, nowMs])));
    for (const period of periods) this.budget(period).learn(sums.get(period.key) ?? 0);
  }

  windowOf(kind: 'requests' | 'tokens', key: string, nowMs: number): WindowView {
    const meter = kind === 'tokens' ? this.tokens.get(key) : undefined;
    const window = kind === 'tokens' ? meter?.window : this.requests.get(key);
    return {
      taken: (window?.size(nowMs) ?? 0) + (meter?.reserved ?? 0),
      emptyInMs: window?.emptyInMs(nowMs) ?? 0,
    };
  }

  waitForRequestMs(key: string, limit: number, nowMs: number): number {
    if (limit <= 0) return 0;
    return this.requests.get(key)?.waitForRoomMs(limit, nowMs) ?? 0;
  }

  slotsInUse(key: string): number {
    return this.slots.get(key) ?? 0;
  }

  budgetOf(key: string): BudgetAmounts {
    return this.budgets.get(key) ?? noAmounts;
  }

  /** Tokens that are reserved. */
  tokensHeld(key: string): number {
    return this.tokens.get(key)?.reserved ?? 0;
  }

  /** Puts in what another store knows of a demand's limit. */
  load(demand: Demand, { window, held, spent }: StoredLimit): void {
    switch (demand.kind) {
      case 'requests':
        loadWindow(this.requestWindow(demand.key), window);
        break;
      case 'slot':
        this.slots.set(demand.key, held);
        break;
      case 'tokens':
        loadWindow(this.tokenMeter(demand.key).window, window);
        this.tokenMeter(demand.key).reserved = held;
        break;
      case 'budget':
        this.budget(demand).spent = spent;
        this.budget(demand).reserved = held;
    }
  }

  /** Returns what a grant holds. */
  giveBack(grant: MemoryGrant): void {
    this.open.delete(grant);
    for (const demand of grant.demands) {
      switch (demand.kind) {
        case 'requests':
          break;
        case 'slot': {
          const left = this.slotsInUse(demand.key) - 1;
          if (left > 0) this.slots.set(demand.key, left);
          else this.slots.delete(demand.key);
          break;
        }
        case 'tokens':
          this.tokenMeter(demand.key).reserved -= amountOf(demand);
          break;
        case 'budget':
          this.budget(demand).reserved -= amountOf(demand);
      }
    }
  }

  /** Requests that were counted at a moment count no more. */
  takeBackRequests(demands: readonly Demand[], countedAtMs: number): void {
    for (const { kind, key } of demands) {
      if (kind === 'requests') this.requests.get(key)?.takeBack(countedAtMs);
    }
  }

  countUsed(demands: readonly Demand[], used: Used): void {
    const { tokens, microUsd, budgets, nowMs } = countable(used);
    if (tokens > 0) {
      for (const { kind, key } of demands) {
        if (kind === 'tokens') this.tokenMeter(key).window.count(nowMs, tokens);
      }
    }
    if (microUsd > 0) for (const period of budgets) this.budget(period).spend(microUsd, nowMs);
  }

  /** Only for a grant that is open: after a renewal it expires later, never earlier. */
  private expire(nowMs: number): void {
    let earliestMs = Number.POSITIVE_INFINITY;
    for (const grant of this.open) {
      if (grant.expiresAtMs <= nowMs) grant.expire();
      else earliestMs = Math.min(earliestMs, grant.expiresAtMs);
    }
    this.earliestExpiryMs = earliestMs;
  }

  private check<D extends Demand>(demand: Demand, nowMs: number): Refusal<D> | null {
    return this.refusalOf(demand, nowMs) as Refusal<D> | null;
  }

  private refusalOf(demand: Demand, nowMs: number): Refusal | null {
    switch (demand.kind) {
      case 'requests':
        return checkRequests(demand, this.requests.get(demand.key), nowMs);
      case 'slot':
        return checkSlot(demand, this.slotsInUse(demand.key));
      case 'tokens': {
        const { window, reserved } = this.tokenMeter(demand.key);
        return checkTokens(demand, window, reserved, nowMs);
      }
      case 'budget':
        return checkBudget(demand, this.budgetOf(demand.key), nowMs);
    }
  }

  /** Takes what was checked; true when it has to be returned one day. */
  private take(demand: Demand, nowMs: number): boolean {
    switch (demand.kind) {
      case 'requests':
        this.requestWindow(demand.key).count(nowMs);
        return false;
      case 'slot':
        this.slots.set(demand.key, this.slotsInUse(demand.key) + 1);
        return true;
      case 'tokens':
        this.tokenMeter(demand.key).reserved += amountOf(demand);
        return true;
      case 'budget':
        this.budget(demand).reserved += amountOf(demand);
        return true;
    }
  }

  private requestWindow(key: string): SlidingWindow {
    let window = this.requests.get(key);
    if (!window) this.requests.set(key, (window = new SlidingWindow()));
    return window;
  }

  private tokenMeter(key: string): TokenMeter {
    let meter = this.tokens.get(key);
    if (!meter) this.tokens.set(key, (meter = { window: new SlidingWindow(), reserved: 0 }));
    return meter;
  }

  private budget({ key, endsAtMs }: BudgetPeriod): BudgetMeter {
    let meter = this.budgets.get(key);
    if (!meter) this.budgets.set(key, (meter = new BudgetMeter(endsAtMs)));
    return meter;
  }

  private sweep(nowMs: number): void {
    this.sweepAtMs = nowMs + sweepEveryMs;
    for (const [key, window] of this.requests) {
      if (window.size(nowMs) === 0) this.requests.delete(key);
    }
    for (const [key, { window, reserved }] of this.tokens) {
      if (window.size(nowMs) === 0 && reserved === 0) this.tokens.delete(key);
    }
    for (const [key, { endsAtMs, reserved }] of this.budgets) {
      if (endsAtMs <= nowMs && reserved === 0) this.budgets.delete(key);
    }
  }
}

function loadWindow(window: SlidingWindow, counted: StoredLimit['window']): void {
  for (const { atMs, amount } of counted) window.count(atMs, amount);
}

class MemoryGrant implements Grant {
  readonly granted = true;
  expiresAtMs: number;
  private readonly grantedAtMs: number;
  private hasEnded = false;

  constructor(
    private readonly admission: MemoryAdmission,
    readonly demands: readonly Demand[],
    { nowMs, ttlMs }: Terms,
    private holdsSomething: boolean,
  ) {
    this.grantedAtMs = nowMs;
    this.expiresAtMs = nowMs + ttlMs;
  }

  settle(used: Used): void {
    if (this.hasEnded) return;
    this.release();
    this.admission.countUsed(this.demands, used);
  }

  release(): void {
    this.hasEnded = true;
    this.expire();
  }

  cancel(): void {
    if (this.hasEnded) return;
    this.release();
    this.admission.takeBackRequests(this.demands, this.grantedAtMs);
  }

  renew(ttlMs: number, nowMs: number): void {
    this.expiresAtMs = Math.max(this.expiresAtMs, nowMs + ttlMs);
  }

  /** Returns what it holds; it can still be settled. */
  expire(): void {
    if (!this.holdsSomething) return;
    this.holdsSomething = false;
    this.admission.giveBack(this);
  }
}
