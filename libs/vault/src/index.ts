export { GuardrailKeys } from './guardrail-keys.js';
export { AccountVault, type Decrypted } from './account-vault.js';
export {
  readGuardrailKey,
  type AccountKeyOptions,
  type KeySource,
  type LoadedKey,
} from './key-sources.js';
export type { ConvertSecret, ReencryptRows, RotationResult } from './rotation.js';
