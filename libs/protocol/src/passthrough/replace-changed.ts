import { isJsonObject } from '@codegate/kernel';

import { applyPatches, type Patch } from './patch-bytes.js';
import { elementsOf, membersOf, openBrace, openBracket, skipBlanks } from './scan-json.js';

/**
 * Writes a changed value into the JSON text it was read from: only values that differ are written anew, every other
 * byte stays. Unchanged parts have to be the very same objects in both, which is how they are passed over quickly.
 *
 * @param json the text
 * @param before what JSON.parse made of it
 * @param after the same with some values replaced
 */
export function replaceChanged(json: Buffer, before: unknown, after: unknown): Buffer {
  if (before === after) return json;
  const patches: Patch[] = [];
  const start = skipBlanks(json, 0);
  collect(json, { start, end: json.length }, before, after, patches);
  return applyPatches(json, patches);
}

type Range = { start: number; end: number };

function collect(
  json: Buffer,
  range: Range,
  before: unknown,
  after: unknown,
  patches: Patch[],
): void {
  if (before === after) return;
  const first = json[range.start];
  if (first === openBrace && isJsonObject(before) && isJsonObject(after)) {
    if (collectMembers(json, range, before, after, patches)) return;
  }
  if (first === openBracket && Array.isArray(before) && Array.isArray(after)) {
    if (collectElements(json, range, before, after, patches)) return;
  }
  patches.push({ ...range, text: JSON.stringify(after) });
}

/** False when the object cannot be edited in place: keys came, went, or stand twice in the text. */
function collectMembers(
  json: Buffer,
  range: Range,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  patches: Patch[],
): boolean {
  const keys = Object.keys(before);
  const isSameShape =
    keys.length === Object.keys(after).length && keys.every((key) => Object.hasOwn(after, key));
  const members = isSameShape ? membersOf(json, range.start) : [];
  // A value under a key that stands twice was never read, so nobody knows what is in it.
  if (!isSameShape || members.length !== keys.length) return false;
  for (const member of members) {
    collect(json, member, before[member.key], after[member.key], patches);
  }
  return true;
}

function collectElements(
  json: Buffer,
  range: Range,
  before: readonly unknown[],
  after: readonly unknown[],
  patches: Patch[],
): boolean {
  if (before.length !== after.length) return false;
  const elements = elementsOf(json, range.start);
  if (elements.length !== before.length) return false;
  elements.forEach((element, index) =>
    collect(json, element, before[index], after[index], patches),
  );
  return true;
}
