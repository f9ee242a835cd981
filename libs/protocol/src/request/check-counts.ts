import type { JsonObject } from '@codegate/kernel';

import { refuse } from './refuse.js';

/** No provider makes as many; more could not be reserved. */
const maxChoices = 1_000;

/**
 * The limits of the output that a request sets. A limit below 0 is passed on, because some servers take -1 for none.
 *
 * @throws GatewayError `invalid_request` for anything but a whole number: a server that reads a text as a number would
 *   generate what limits and budgets have not seen
 */
export function readOutputLimits(
  fields: readonly string[],
  json: JsonObject,
): { field: string; tokens: number }[] {
  return fields.flatMap((field) => {
    const tokens = json[field];
    if (tokens === undefined || tokens === null) return [];
    if (!Number.isInteger(tokens)) refuse(field, `${field}: must be a whole number`);
    return [{ field, tokens: tokens as number }];
  });
}

/** Checks `n`, the number of choices a Chat request asks for; each of them costs output. */
export function checkChoices({ n }: JsonObject): void {
  if (n === undefined || n === null) return;
  if (Number.isInteger(n) && Number(n) >= 1 && Number(n) <= maxChoices) return;
  refuse('n', `n: must be a whole number from 1 to ${maxChoices}`);
}
