import type { JsonObject } from '@codegate/kernel';
import {
  elementsOf,
  endOfValue,
  membersOf,
  openBrace,
  openBracket,
  skipBlanks,
} from '@codegate/protocol';

import { roots, type Dialect, type PartKind } from '../../engine/index.js';

/** A part of a request that is anonymized by itself: the tools, the system prompt, each message. */
export type PartName = {
  readonly key: string;
  /** Place in the list under that key; null when the part is all there is under it. */
  readonly index: number | null;
  readonly kind: PartKind;
};

/** Where a part stands, in bytes. */
export type Range = { readonly start: number; readonly end: number };

/** The parts of a request in the order the provider reads them. */
export function partNames(dialect: Dialect, json: JsonObject): PartName[] {
  const names: PartName[] = [];
  for (const [key, kind] of roots.request[dialect]) {
    if (!Object.hasOwn(json, key)) continue;
    const value = json[key];
    if (kind === 'tools' || !Array.isArray(value)) names.push({ key, index: null, kind });
    else for (let index = 0; index < value.length; index += 1) names.push({ key, index, kind });
  }
  return names;
}

/** What a part holds. */
export function partOf(json: JsonObject, { key, index }: PartName): unknown {
  return index === null ? json[key] : (json[key] as unknown[])[index];
}

/** Length of a part somebody knows to stand there, so that it need not be read; undefined for any other. */
export type KnownLength = (key: string, index: number | null, start: number) => number | undefined;

/**
 * Where the parts stand in the bytes, in the order of their names.
 *
 * @returns null when a key stands twice: then the bytes hold what nobody has parsed
 */
export function partRanges(
  body: Buffer,
  json: JsonObject,
  names: readonly PartName[],
  knownLength: KnownLength = () => undefined,
): Range[] | null {
  const lists = new Set(names.flatMap(({ key, index }) => (index === null ? [] : [key])));
  const whole = new Set(names.flatMap(({ key, index }) => (index === null ? [key] : [])));
  const elements = new Map<string, readonly Range[]>();
  const endOf = (_: Buffer, start: number, key: string, index: number | null): number => {
    const length = knownLength(key, index, start);
    return length === undefined ? endOfValue(body, start) : start + length;
  };
  const members = membersOf(body, body.indexOf(openBrace), (_, start, key) => {
    if (lists.has(key) && body[start] === openBracket) {
      const found = elementsOf(body, start, (at, from, index) => endOf(at, from, key, index));
      elements.set(key, found);
      return skipBlanks(body, found.at(-1)?.end ?? start + 1) + 1;
    }
    return whole.has(key) ? endOf(body, start, key, null) : endOfValue(body, start);
  });
  if (members.length !== Object.keys(json).length) return null;
  const byKey = new Map(members.map((member) => [member.key, member]));
  const ranges = names.map(({ key, index }) =>
    index === null ? byKey.get(key) : elements.get(key)?.[index],
  );
  return ranges.every((range) => range !== undefined) ? ranges : null;
}
