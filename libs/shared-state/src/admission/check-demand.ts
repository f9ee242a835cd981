import type {
  BudgetAmounts,
  BudgetDemand,
  Demand,
  Refusal,
  RefusalReason,
  TokensDemand,
} from './admission.js';
import { amountOf } from './amounts.js';
import type { SlidingWindow } from './sliding-window.js';

/** The end of a running request cannot be known; this is how soon a retry makes sense. */
const retryWhenReservedMs = 1_000;

/** Null when a requests demand has room in its window. */
export function checkRequests<D extends Demand>(
  demand: D,
  window: SlidingWindow | undefined,
  nowMs: number,
): Refusal<D> | null {
  if (demand.limit <= 0 || !window) return null;
  const waitMs = window.waitForRoomMs(demand.limit, nowMs);
  return waitMs > 0 ? refuse(demand, 'limit', waitMs, 0) : null;
}

/** Null when there is a free slot. */
export function checkSlot<D extends Demand>(demand: D, inUse: number): Refusal<D> | null {
  if (demand.limit <= 0 || inUse < demand.limit) return null;
  return refuse(demand, 'limit', retryWhenReservedMs, 0);
}

/** Null when what was used in 60 s, what is reserved and the new amount stay within the limit. */
export function checkTokens<D extends TokensDemand>(
  demand: D,
  window: SlidingWindow,
  reserved: number,
  nowMs: number,
): Refusal<D> | null {
  const { limit } = demand;
  const needed = Math.min(amountOf(demand), limit);
  const waitMs = window.waitForRoomMs(limit, nowMs, needed);
  const left = Math.max(0, limit - window.size(nowMs) - reserved);
  if (waitMs > 0) return refuse(demand, 'limit', waitMs, left);
  return needed > left ? refuse(demand, 'reserved', retryWhenReservedMs, left) : null;
}

/** Null when the budget has room; a spent budget refuses also a request that costs nothing. */
export function checkBudget<D extends BudgetDemand>(
  demand: D,
  { spent, reserved }: BudgetAmounts,
  nowMs: number,
): Refusal<D> | null {
  const { limit, isLenient, endsAtMs } = demand;
  const amount = amountOf(demand);
  const unspent = limit - spent;
  const untilEndMs = Number.isFinite(endsAtMs) ? endsAtMs - nowMs : null;
  if (unspent <= 0) return refuse(demand, 'exhausted', untilEndMs, 0);
  if (amount + reserved <= unspent || (isLenient && reserved === 0)) return null;
  return isLenient || amount <= unspent
    ? refuse(demand, 'reserved', retryWhenReservedMs, unspent)
    : refuse(demand, 'too_small', untilEndMs, unspent);
}

function refuse<D extends Demand>(
  demand: D,
  reason: RefusalReason,
  retryAfterMs: number | null,
  left: number,
): Refusal<D> {
  return { granted: false, demand, reason, retryAfterMs, left };
}
