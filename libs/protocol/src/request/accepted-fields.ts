import type { JsonObject } from '@codegate/kernel';

import type { Change } from '../model.js';
import type { ProviderQuirks } from '../target.js';

const essential: ReadonlySet<string> = new Set(['model', 'messages', 'input', 'stream']);
/** Fields the gateway adds itself; the caller did not send them. */
const ownFields: ReadonlySet<string> = new Set([
  'stream_options',
  'store',
  'include',
  'instructions',
]);

/**
 * Removes the fields the provider refuses from a written body: Cerebras returns 400 for every field it
 * does not know (Gitlawb/openclaude#740), the ChatGPT backend to those on its list.
 */
export function removeRefusedFields(
  body: JsonObject,
  quirks: ProviderQuirks,
  changes: Change[],
): JsonObject {
  const { allowedFields, refusedFields } = quirks;
  const refused = Object.keys(body).filter(
    (field) =>
      !essential.has(field) &&
      (refusedFields.includes(field) || allowedFields?.includes(field) === false),
  );
  if (refused.length === 0) return body;
  for (const field of refused) {
    if (ownFields.has(field)) continue;
    changes.push({ action: 'dropped', path: field, reason: 'the provider refuses this field' });
  }
  return Object.fromEntries(Object.entries(body).filter(([field]) => !refused.includes(field)));
}

/** Tells about fields of the caller's body the target's wire format has no place for. */
export function reportDropped(extra: JsonObject, changes: Change[]): void {
  for (const [field, value] of Object.entries(extra)) {
    if (asksForNothing(value) || (field === 'n' && value === 1)) continue;
    changes.push({ action: 'dropped', path: field, reason: 'the target has no such field' });
  }
}

function asksForNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  if (value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
