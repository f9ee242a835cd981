import { isDeepStrictEqual } from 'node:util';

import { isJsonObject, type JsonObject } from '@codegate/kernel';

/** A member that the merged object must not have. */
const removed = Symbol('removed');
type Merged = unknown;

/**
 * Applies to an object what differs between two versions of it: a three-way merge, in which the object wins wherever
 * the two versions are equal. Members are merged one by one, and so are the elements of lists of the same length.
 *
 * @param own the object to change; it stays as it is, and the result shares what did not change
 * @param before one version of it
 * @param after the same version with the changes to apply
 * @returns `own` itself when there is nothing to change
 */
export function mergeChanges(own: JsonObject, before: JsonObject, after: JsonObject): JsonObject {
  return mergeObjects(own, before, after);
}

function merge(own: unknown, before: unknown, after: unknown): Merged {
  if (isDeepStrictEqual(before, after)) return own;
  if (isJsonObject(own) && isJsonObject(before) && isJsonObject(after)) {
    return mergeObjects(own, before, after);
  }
  if (Array.isArray(own) && Array.isArray(before) && Array.isArray(after)) {
    return mergeLists(own as unknown[], before as unknown[], after as unknown[]);
  }
  return after;
}

function mergeObjects(own: JsonObject, before: JsonObject, after: JsonObject): JsonObject {
  const changed = new Map<string, Merged>();
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = mergeMember(name, own, before, after);
    if (value !== memberOf(own, name)) changed.set(name, value);
  }
  if (changed.size === 0) return own;
  const kept = Object.entries(own).filter(([name]) => changed.get(name) !== removed);
  const entries = kept.map(([name, value]) => [
    name,
    changed.has(name) ? changed.get(name) : value,
  ]);
  const added = [...changed].filter(
    ([name, value]) => value !== removed && !Object.hasOwn(own, name),
  );
  return Object.fromEntries([...entries, ...added]) as JsonObject;
}

function mergeMember(name: string, own: JsonObject, before: JsonObject, after: JsonObject): Merged {
  const [mine, old, next] = [own, before, after].map((each) => memberOf(each, name));
  if (old === removed || next === removed || mine === removed) {
    const isUnchanged = isDeepStrictEqual(old, next);
    return isUnchanged ? mine : next;
  }
  return merge(mine, old, next);
}

function memberOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : removed;
}

function mergeLists(own: unknown[], before: unknown[], after: unknown[]): unknown[] {
  if (own.length !== before.length || own.length !== after.length) return after;
  const merged = own.map((value, index) => merge(value, before[index], after[index]));
  return merged.every((value, index) => value === own[index]) ? own : merged;
}
