import type { JsonObject } from '@codegate/kernel';
import {
  elementsOf,
  endOfValue,
  membersOf,
  openBrace,
  openBracket,
  skipBlanks,
  type ByteRange,
  type Dialect,
  type Member,
  type TextKind as PartKind,
} from '@codegate/protocol';

import { textRootsOf } from '../../engine/index.js';

/** A part of a request that is anonymized on its own: the tools, the system prompt, each message. */
export type PartName = {
  readonly key: string;
  /** Position in the list under that key; null when the part is the whole value. */
  readonly index: number | null;
  readonly kind: PartKind;
};

/** The list, if its elements are parts. The tools are one part, and so is a value that is no list. */
function listOf(kind: PartKind, value: unknown): readonly unknown[] | null {
  return kind !== 'tools' && Array.isArray(value) ? value : null;
}

/** The value of a part. */
export function partOf(json: JsonObject, { key, index }: PartName): unknown {
  return index === null ? json[key] : (json[key] as unknown[])[index];
}

/** The byte ranges of the values that are parts, or lists of parts. */
export type Layout = {
  readonly members: readonly Member[];
  /** By key: the ranges of the elements that are parts. */
  readonly lists: ReadonlyMap<string, readonly ByteRange[]>;
  /** Bytes of the parts that had to be read. */
  readonly newBytes: number;
};

/** The layout of the previous request, of which a body may repeat parts. */
export type PreviousLayout = {
  readonly layout: Layout;
  /** Length of the common prefix, in bytes. */
  readonly sameBytes: number;
  /** The length of a part that the previous request had, if the same bytes are at `start`; else undefined. */
  lengthAt(key: string, index: number | null, start: number): number | undefined;
};

/**
 * Finds the parts of a body in its bytes.
 *
 * @returns null for a duplicate key: then the bytes contain a value that is not in `json`
 */
export function layoutOf(
  body: Buffer,
  json: JsonObject,
  dialect: Dialect,
  previous?: PreviousLayout,
): Layout | null {
  const lists = new Map<string, readonly ByteRange[]>();
  const whole = new Set<string>();
  for (const [key, kind] of textRootsOf('request', dialect, json)) {
    if (listOf(kind, json[key])) lists.set(key, previous?.layout.lists.get(key) ?? []);
    else whole.add(key);
  }
  let newBytes = 0;
  const endOf = (key: string, index: number | null, start: number): number => {
    const length = previous?.lengthAt(key, index, start);
    if (length !== undefined) return start + length;
    const end = endOfValue(body, start);
    newBytes += end - start;
    return end;
  };
  const same = <Range extends ByteRange>(ranges: readonly Range[] = []) =>
    within(ranges, previous?.sameBytes ?? 0);
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
  const members = membersOf(body, first, readValue, same(previous?.layout.members));
  const isAsParsed =
    members.length === Object.keys(json).length &&
    [...lists].every(([key, { length }]) => length === (json[key] as unknown[]).length);
  return isAsParsed ? { members, lists, newBytes } : null;
}

export type Visit = (key: string, index: number | null, kind: PartKind, range: ByteRange) => void;

/**
 * Visits the parts in the order in which the provider reads them.
 *
 * @param firstOf the number of the first element to visit in a list
 */
export function eachPart(
  dialect: Dialect,
  json: JsonObject,
  { members, lists }: Layout,
  visit: Visit,
  firstOf: (key: string) => number = () => 0,
): void {
  const byKey = new Map(members.map((member) => [member.key, member]));
  for (const [key, kind] of textRootsOf('request', dialect, json)) {
    const list = lists.get(key);
    const member = byKey.get(key);
    if (!list) {
      if (member) visit(key, null, kind, member);
      continue;
    }
    const first = firstOf(key);
    list.slice(first).forEach((range, position) => {
      visit(key, first + position, kind, range);
    });
  }
}

/** The ranges at the beginning of a list that end before a byte. */
export function within<Range extends ByteRange>(
  ranges: readonly Range[],
  end: number,
): readonly Range[] {
  let count = ranges.length;
  while (count > 0 && (ranges[count - 1]?.end ?? 0) >= end) count -= 1;
  return ranges.slice(0, count);
}
