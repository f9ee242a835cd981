import { refuse } from './refuse.js';

/** The name becomes a key of caches and stands in rows of the ledger; no provider's is nearly as long. */
export const maxModelLength = 256;
const controlCharacter = /\p{Cc}/u;

/**
 * Checks the name of a model that a caller has sent.
 *
 * @throws GatewayError `invalid_request` that names the field
 */
export function checkModel(model: unknown): string {
  if (typeof model !== 'string' || model.trim() === '') {
    refuse('model', 'model: a non-empty string is required');
  }
  if (model.length > maxModelLength) {
    refuse('model', `model: the name is longer than ${maxModelLength} characters`);
  }
  if (controlCharacter.test(model)) refuse('model', 'model: the name has control characters');
  return model;
}
