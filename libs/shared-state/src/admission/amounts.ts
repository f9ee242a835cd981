import { toCount } from '@codegate/kernel';

import type { Demand, Used } from './admission.js';

/**
 * The largest amount of one request, in tokens or micro-dollars. Sums of whole numbers this large are exact, so that
 * what is returned leaves exactly what was there before.
 */
const maxAmount = 1_000_000_000_000;

/** What a demand takes, and later returns. An amount that is not known takes as much as there can be. */
export function amountOf(demand: Demand): number {
  return 'amount' in demand ? toCount(demand.amount, maxAmount) : 1;
}

/** What was used, in whole numbers. An amount that is not a number counts as nothing, because no ledger row has it. */
export function countable(used: Used): Used {
  return { ...used, tokens: usedAmount(used.tokens), microUsd: usedAmount(used.microUsd) };
}

function usedAmount(amount: number): number {
  return Number.isNaN(amount) ? 0 : toCount(amount, maxAmount);
}
