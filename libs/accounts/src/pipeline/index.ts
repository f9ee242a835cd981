export { AccountStatusBuffer, type AccountStatus } from './account-status-buffer.js';
