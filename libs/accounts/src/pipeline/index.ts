export { OutcomeBook, type AccountStatus } from './outcome-book.js';
