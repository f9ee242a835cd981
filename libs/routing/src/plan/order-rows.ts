import type { PlanAccount, StrategyName } from './types.js';

export type PlannedRow<Account extends PlanAccount> = {
  account: Account;
  priority: number;
  targetModel: string;
  /** Whether it is a row of another tier, used because the request's own has none. */
  isOtherTier: boolean;
};

export type OrderInputs = {
  /** Spend of the calendar month in UTC. */
  spentMicroUsd: (accountId: string) => number;
  /** The next number of the round-robin cursor; called at most once. */
  nextIndex: () => number;
};

/**
 * Orders rows by strategy. Ties are broken by priority, then by the order the admin gave.
 * - priority: highest first
 * - round-robin: the priority order, rotated by one with each request
 * - least-used: least spend this month first
 * - budget-aware: most budget left first; an account without a budget has the most
 */
export function orderRows<Account extends PlanAccount>(
  strategy: StrategyName,
  rows: readonly PlannedRow<Account>[],
  inputs: OrderInputs,
): PlannedRow<Account>[] {
  const byPriority = [...rows].sort((a, b) => b.priority - a.priority);
  if (byPriority.length < 2) return byPriority;
  switch (strategy) {
    case 'priority':
      return byPriority;
    case 'round-robin': {
      const first = inputs.nextIndex() % byPriority.length;
      return [...byPriority.slice(first), ...byPriority.slice(0, first)];
    }
    case 'least-used':
      return sortBy(byPriority, (row) => inputs.spentMicroUsd(row.account.id));
    case 'budget-aware':
      return sortBy(byPriority, (row) => -budgetLeft(row.account, inputs));
  }
}

function budgetLeft(account: PlanAccount, inputs: OrderInputs): number {
  if (!account.monthlyBudgetMicroUsd) return Number.MAX_SAFE_INTEGER;
  return account.monthlyBudgetMicroUsd - inputs.spentMicroUsd(account.id);
}

function sortBy<Row>(rows: readonly Row[], rank: (row: Row) => number): Row[] {
  return rows
    .map((row) => ({ row, rank: rank(row) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}
