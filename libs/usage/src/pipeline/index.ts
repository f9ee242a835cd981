export { Ledger, type LedgerEntry } from './ledger.js';
export { SpendBook } from './spend-book.js';
