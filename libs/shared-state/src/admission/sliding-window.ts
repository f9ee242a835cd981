const windowMs = 60_000;
/** A request is counted at most this much too long. */
export const windowSlotMs = 100;
const slots = windowMs / windowSlotMs + 1;
/** The largest number in a slot. */
const maxInSlot = 2 ** 32 - 1;

/** The oldest slot that is still in the window at a moment. */
export function oldestWindowSlot(nowMs: number): number {
  return Math.floor(nowMs / windowSlotMs) - slots + 1;
}

/** The moment at which what was counted in a slot has left the window. */
export function windowEndMs(slot: number): number {
  return (slot + slots) * windowSlotMs;
}

/**
 * Counts events of the last 60 s in fixed memory. A fixed minute would let twice the limit pass around the full
 * minute; a list of times would grow with the traffic.
 */
export class SlidingWindow {
  private readonly counts = new Uint32Array(slots);
  private lastSlot = 0;
  private lastCountedSlot = 0;
  private total = 0;

  /** Counts one event, or an amount. */
  count(nowMs: number, amount = 1): void {
    this.advance(nowMs);
    const index = this.lastSlot % slots;
    const before = this.counts[index] ?? 0;
    this.counts[index] = Math.min(before + Math.max(0, amount), maxInSlot);
    // The total is always the sum of the slots, whatever the amount was.
    this.total += (this.counts[index] ?? 0) - before;
    this.lastCountedSlot = this.lastSlot;
  }

  /** Takes back one event that was counted at a moment, unless it has left the window. */
  takeBack(countedAtMs: number): void {
    const slot = Math.floor(countedAtMs / windowSlotMs);
    const index = slot % slots;
    if (slot > this.lastSlot || slot <= this.lastSlot - slots || !this.counts[index]) return;
    this.counts[index] -= 1;
    this.total -= 1;
  }

  /** What was counted in the last 60 s. */
  size(nowMs: number): number {
    this.advance(nowMs);
    return this.total;
  }

  /** Milliseconds until one more event, or that amount, does not exceed the limit; 0 when that is so now. */
  waitForRoomMs(limit: number, nowMs: number, amount = 1): number {
    this.advance(nowMs);
    let excess = this.total - limit + amount;
    if (excess <= 0) return 0;
    for (let slot = this.lastSlot - slots + 1; slot <= this.lastSlot; slot += 1) {
      if (slot < 0) continue;
      excess -= this.counts[slot % slots] ?? 0;
      if (excess <= 0) return Math.max(1, windowEndMs(slot) - nowMs);
    }
    return windowMs;
  }

  /** Milliseconds until nothing that is counted now is in the window any more. */
  emptyInMs(nowMs: number): number {
    this.advance(nowMs);
    if (this.total === 0) return 0;
    return Math.max(1, windowEndMs(this.lastCountedSlot) - nowMs);
  }

  private advance(nowMs: number): void {
    const slot = Math.floor(nowMs / windowSlotMs);
    if (!(slot > this.lastSlot)) return;
    if (slot - this.lastSlot >= slots || this.total === 0) {
      this.counts.fill(0);
      this.total = 0;
    } else {
      for (let passed = this.lastSlot + 1; passed <= slot; passed += 1) {
        const index = passed % slots;
        this.total -= this.counts[index] ?? 0;
        this.counts[index] = 0;
      }
    }
    this.lastSlot = slot;
  }
}
