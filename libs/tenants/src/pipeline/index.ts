export { KeyUses } from './key-uses.js';
