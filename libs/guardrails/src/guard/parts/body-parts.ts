import type { JsonObject } from '@codegate/kernel';
import {
  elementsOf,
  endOfValue,
  membersOf,
  openBrace,
  openBracket,
  skipBlanks,
  type ByteRange,
  type Member,
} from '@codegate/protocol';

import { roots, type Dialect, type PartKind } from '../../engine/index.js';

/** A part of a request that is anonymized by itself: the tools, the system prompt, each message. */
export type PartName = {
  readonly key: string;
  /** Place in the list under that key; null when the part is all there is under it. */
  readonly index: number | null;
  readonly kind: PartKind;
};

/** A list whose elements are parts. The tools are one part, and so is what is no list. */
function listOf(kind: PartKind, value: unknown): readonly unknown[] | null {
  return kind !== 'tools' && Array.isArray(value) ? value : null;
}

/** What a part holds. */
export function partOf(json: JsonObject, { key, index }: PartName): unknown {
  return index === null ? json[key] : (json[key] as unknown[])[index];
}

/** Where the values of a body stand that are parts or hold them. */
export type Layout = {
  readonly members: readonly Member[];
  /** Elements of those lists whose elements are parts. */
  readonly lists: ReadonlyMap<string, readonly ByteRange[]>;
  /** Length of the parts that had to be read, in bytes. */
  readonly newBytes: number;
};

/** What is known of a body from one that was read before. */
export type PreviousLayout = {
  readonly layout: Layout;
  /** So many bytes at the beginning are the same. */
  readonly sameBytes: number;
  /** Length of a part somebody knows to stand there; undefined for any other. */
  lengthAt(key: string, index: number | null, start: number): number | undefined;
};

/**
 * Finds the parts of a body in its bytes.
 *
 * @returns null when a key stands twice: then the bytes hold what nobody has parsed
 */
export function layoutOf(
  body: Buffer,
  json: JsonObject,
  dialect: Dialect,
  known?: PreviousLayout,
): Layout | null {
  const lists = new Map<string, readonly ByteRange[]>();
  const whole = new Set<string>();
  for (const [key, kind] of roots.request[dialect]) {
    if (listOf(kind, json[key])) lists.set(key, known?.layout.lists.get(key) ?? []);
    else whole.add(key);
  }
  let newBytes = 0;
  const endOf = (key: string, index: number | null, start: number): number => {
    const length = known?.lengthAt(key, index, start);
    if (length !== undefined) return start + length;
    const end = endOfValue(body, start);
    newBytes += end - start;
    return end;
  };
  const same = <Place extends ByteRange>(places: readonly Place[] = []) =>
    within(places, known?.sameBytes ?? 0);
  const readValue = (_: Buffer, start: number, key: string): number => {
    if (whole.has(key)) return endOf(key, null, start);
    const list = lists.get(key);
    if (!list || body[start] !== openBracket) return endOfValue(body, start);
    const endOfElement = (_: Buffer, from: number, index: number) => endOf(key, index, from);
    const elements = elementsOf(body, start, endOfElement, same(list));
    lists.set(key, elements);
    return skipBlanks(body, elements.at(-1)?.end ?? start + 1) + 1;
  };
  const first = body.indexOf(openBrace);
  const members = membersOf(body, first, readValue, same(known?.layout.members));
  const isAsParsed =
    members.length === Object.keys(json).length &&
    [...lists].every(([key, { length }]) => length === (json[key] as unknown[]).length);
  return isAsParsed ? { members, lists, newBytes } : null;
}

export type Visit = (key: string, index: number | null, kind: PartKind, range: ByteRange) => void;

/**
 * Visits the parts in the order the provider reads them.
 *
 * @param firstOf with which element of a list to begin
 */
export function eachPart(
  dialect: Dialect,
  { members, lists }: Layout,
  visit: Visit,
  firstOf: (key: string) => number = () => 0,
): void {
  for (const [key, kind] of roots.request[dialect]) {
    const list = lists.get(key);
    const member = members.find((each) => each.key === key);
    if (!list) {
      if (member) visit(key, null, kind, member);
      continue;
    }
    const first = firstOf(key);
    list.slice(first).forEach((range, place) => {
      visit(key, first + place, kind, range);
    });
  }
}

/** The first of the places: those that end before a byte, so that nothing of theirs can go on there. */
export function within<Place extends ByteRange>(
  places: readonly Place[],
  end: number,
): readonly Place[] {
  let count = places.length;
  while (count > 0 && (places[count - 1]?.end ?? 0) >= end) count -= 1;
  return places.slice(0, count);
}
