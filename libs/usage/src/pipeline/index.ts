export { accountBudgetId, BudgetTracker, budgetSubject } from './budget-tracker.js';
export {
  BudgetState,
  type Billing,
  type BudgetDefinition,
  type Crossing,
  type LimitedBudget,
} from './budget-state.js';
export { Ledger, type LedgerEntry } from './ledger.js';
export { periodAround, type TimeSpan } from './period.js';
