export {
  BudgetTracker,
  budgetSubject,
  type BudgetRefusal,
  type Reservation,
} from './budget-tracker.js';
export { BudgetState, type Billing, type BudgetDefinition, type Crossing } from './budget-state.js';
export { Ledger, type LedgerEntry } from './ledger.js';
export { periodAround, type TimeSpan } from './period.js';
export { MonthlySpend } from './monthly-spend.js';
