export { AccountVault, type Decrypted } from './account-vault.js';
export { GuardrailKeys } from './guardrail-keys.js';
export { readGuardrailKey, type KeySource } from './key-sources.js';
