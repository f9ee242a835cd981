export { accountBudgetId, BudgetTracker, budgetSubject } from './budget-tracker.js';
export {
  BudgetState,
  type Billing,
  type BudgetDefinition,
  type Crossing,
  type LimitedBudget,
} from './budget-state.js';
export { Journal } from './journal.js';
export { Ledger } from './ledger.js';
export type { LedgerEntry } from './ledger-entry.js';
export { periodAround, type TimeSpan } from './period.js';
export { recoverJournals } from './recover-journals.js';
