import type { JsonObject } from '@codegate/kernel';
import { formatOf, type Dialect, type TextRoots } from '@codegate/protocol';

import { isOpaque, memberActions } from './body-members.js';

/**
 * The members of a body in which text is searched for, in the order in which a provider reads them: those of the
 * dialect, and then all others that could hold text, such as `metadata`, `stop` and members that are not known.
 */
export function textRootsOf(
  side: 'request' | 'response',
  dialect: Dialect,
  body: JsonObject,
): TextRoots {
  const known = formatOf(dialect)[side].textRoots;
  const more = Object.keys(body).filter(
    (key) => mayHoldText(key, body[key]) && !known.some(([member]) => member === key),
  );
  return [...known, ...more.map((key) => [key, 'content'] as const)];
}

function mayHoldText(key: string, value: unknown): boolean {
  if (key === 'model') return false;
  if (typeof value !== 'string') return typeof value === 'object' && value !== null;
  return memberActions.get(key) !== 'opaque' || !isOpaque(value);
}
