import { definedOf, GatewayError, type JsonObject } from '@codegate/kernel';

import { countMembers, countParsedMembers, firstDuplicateName } from '../json/member-count.js';

/** Outermost fields by which a request is judged: scope, price, reservation, guardrails. */
const judgedFields: ReadonlySet<string> = new Set([
  'model',
  'stream',
  'messages',
  'input',
  'system',
  'instructions',
  'prompt',
  'tools',
  'functions',
  'prediction',
  'n',
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'service_tier',
  'speed',
  'previous_response_id',
  'conversation',
]);

/**
 * Refuses a body that two parsers can read in two ways. Of a name that occurs twice in an object, JSON.parse takes the
 * last value, others the first: the gateway would judge one value and the provider serve another. Parsers that ignore
 * case (encoding/json of Go) take `Model` for `model`.
 *
 * @param json what JSON.parse made of the body
 * @throws GatewayError `invalid_request`
 */
export function refuseAmbiguousNames(body: Buffer, json: JsonObject): void {
  // Counting is cheaper than collecting names. JSON.parse has merged every name that occurs twice, however it was escaped.
  if (countMembers(body) !== countParsedMembers(json)) refuseDuplicate(firstDuplicateName(body));
  const seen = new Set<string>();
  for (const name of Object.keys(json)) {
    const folded = foldCase(name);
    if (seen.has(folded) || (folded !== name && judgedFields.has(folded))) {
      const message = `The body has ${named(folded)} in different letter case`;
      throw new GatewayError('invalid_request', message, definedOf({ field: shown(folded) }));
    }
    seen.add(folded);
  }
}

function refuseDuplicate(name: string | null): never {
  const message = `The body has ${named(name)} twice in one object`;
  throw new GatewayError('invalid_request', message, definedOf({ field: shown(name) }));
}

/** As Go compares names: Kelvin sign and long s fold to letters, too. */
function foldCase(name: string): string {
  return name.toUpperCase().toLowerCase();
}

/** A name that is like a field of an API; any other could hold private data, which errors and logs must not show. */
function shown(name: string | null): string | undefined {
  return name !== null && /^[a-z_]{1,40}$/.test(name) ? name : undefined;
}

function named(name: string | null): string {
  const field = shown(name);
  return field === undefined ? 'a member name' : `the field ${field}`;
}
