export { AccountVault, type Decrypted, type AccountKeyOptions } from './account-vault.js';
export { readGuardrailKey, type KeySource, type LoadedKey } from './key-sources.js';
export type { ConvertSecret, ReencryptRows, RotationResult } from './rotation.js';
