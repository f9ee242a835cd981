import { isJsonObject } from '@codegate/kernel';

import { applyPatches } from './patch-bytes.js';
import {
  elementsOf,
  membersOf,
  openBrace,
  openBracket,
  skipBlanks,
  type ByteRange,
} from './scan-json.js';

/** A changed value: its position in the text, its path in the parsed value, and the new value. */
export type JsonChange = {
  readonly start: number;
  readonly end: number;
  readonly path: readonly (string | number)[];
  readonly value: unknown;
};

/**
 * Writes a changed value into the JSON text it was read from: only values that differ are written again, every other
 * byte stays.
 *
 * @param json the text
 * @param before what JSON.parse made of it
 * @param after the same with some values replaced; see `changesBetween`
 */
export function replaceChanged(json: Buffer, before: unknown, after: unknown): Buffer {
  return before === after
    ? json
    : applyPatches(json, changesBetween(json, before, after).map(withText));
}

/**
 * Where a changed value differs from the JSON text it was read from. Unchanged parts have to be the very same objects
 * in both, which is how they are passed over quickly.
 */
export function changesBetween(json: Buffer, before: unknown, after: unknown): JsonChange[] {
  const changes: JsonChange[] = [];
  const start = skipBlanks(json, 0);
  collect(json, { start, end: json.length }, [], before, after, changes);
  return changes;
}

/** A change and what it writes. */
export function withText(change: JsonChange): JsonChange & { readonly text: Buffer } {
  return { ...change, text: Buffer.from(JSON.stringify(change.value)) };
}

/** The parsed value with the changes made: a copy as far as it is changed, the rest shared. */
export function applyChanges<Root extends object>(
  root: Root,
  changes: readonly Pick<JsonChange, 'path' | 'value'>[],
): Root {
  const own = new Set<unknown>();
  const ownCopy = <Value>(value: Value): Value => {
    if (own.has(value)) return value;
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Value;
    own.add(copy);
    return copy;
  };
  let result = root;
  for (const { path, value } of changes) {
    const last = path.at(-1);
    if (last === undefined) continue;
    result = ownCopy(result);
    let node = result as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) {
      node[step] = ownCopy(node[step]);
      node = node[step] as Record<string | number, unknown>;
    }
    node[last] = value;
  }
  return result;
}

type Path = readonly (string | number)[];

function collect(
  json: Buffer,
  { start, end }: ByteRange,
  path: Path,
  before: unknown,
  after: unknown,
  changes: JsonChange[],
): void {
  if (before === after) return;
  const first = json[start];
  if (first === openBrace && isJsonObject(before) && isJsonObject(after)) {
    if (collectMembers(json, start, path, before, after, changes)) return;
  }
  if (first === openBracket && Array.isArray(before) && Array.isArray(after)) {
    if (collectElements(json, start, path, before, after, changes)) return;
  }
  changes.push({ start, end, path, value: after });
}

/** False when the object cannot be edited in place: keys were added or removed, or occur twice in the text. */
function collectMembers(
  json: Buffer,
  start: number,
  path: Path,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  changes: JsonChange[],
): boolean {
  const keys = Object.keys(before);
  const isSameShape =
    keys.length === Object.keys(after).length && keys.every((key) => Object.hasOwn(after, key));
  const members = isSameShape ? membersOf(json, start) : [];
  // JSON.parse dropped the first value of a repeated key, so what is in it is unknown.
  if (!isSameShape || members.length !== keys.length) return false;
  for (const member of members) {
    const { key } = member;
    if (before[key] === after[key]) continue;
    collect(json, member, [...path, key], before[key], after[key], changes);
  }
  return true;
}

function collectElements(
  json: Buffer,
  start: number,
  path: Path,
  before: readonly unknown[],
  after: readonly unknown[],
  changes: JsonChange[],
): boolean {
  if (before.length !== after.length) return false;
  const elements = elementsOf(json, start);
  if (elements.length !== before.length) return false;
  elements.forEach((element, index) => {
    if (before[index] === after[index]) return;
    collect(json, element, [...path, index], before[index], after[index], changes);
  });
  return true;
}
