export { BudgetBook, budgetSubject, type BudgetRefusal, type Reservation } from './budget-book.js';
export { BudgetState, type Billing, type BudgetDefinition, type Crossing } from './budget-state.js';
export { Ledger, type LedgerEntry } from './ledger.js';
export { periodAround, type TimeSpan } from './period.js';
export { SpendBook } from './spend-book.js';
