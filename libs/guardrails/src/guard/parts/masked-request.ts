import type { JsonObject } from '@codegate/kernel';
import {
  applyChanges,
  applyPatches,
  withText,
  type ByteRange,
  type JsonChange,
  type Patch,
} from '@codegate/protocol';

import type { Replacements } from '../../engine/index.js';
import { addDetections, type DetectionTotal } from '../detection-totals.js';
import type { PartName } from './body-parts.js';
import type { MaskedPart } from './mask-part.js';

/** A request with tokens in the place of what is private. */
export type MaskedRequest = {
  /** The very bytes that came when nothing was replaced. */
  readonly body: Buffer;
  readonly json: JsonObject;
  readonly detections: readonly DetectionTotal[];
  readonly replacements: Replacements;
};

/** A part of a request, where it stands, and what became of it. */
export type LocatedPart = {
  readonly name: PartName;
  readonly range: ByteRange;
  readonly masked: MaskedPart;
};

/** A change of a body, and how much longer it makes it, in bytes. */
type AppliedChange = JsonChange & { readonly growth: number };
/** What was found in the part that begins at a byte and in all before it. */
type Found = { readonly start: number; readonly totals: readonly DetectionTotal[] };

/** A body with the changes of its parts made. */
export type MaskedBody = {
  /** The very bytes that came when there are none. */
  readonly bytes: Buffer;
  /** In the order in which they stand in the body. */
  readonly writes: readonly AppliedChange[];
  /** For each part in which something was found, in the same order. */
  readonly found: readonly Found[];
};

/**
 * Makes the changes of a body's parts.
 *
 * @param parts those that begin at byte `same` or behind it
 * @param last what became of a body before, which has the same bytes and parts as this one up to byte `same`
 */
export function maskBody(
  body: Buffer,
  parts: readonly LocatedPart[],
  last: MaskedBody | undefined,
  same: number,
): MaskedBody {
  const writes = [...before(last?.writes, same)];
  const found = [...before(last?.found, same)];
  let totals = found.at(-1)?.totals ?? [];
  const growth = writes.reduce((sum, write) => sum + write.growth, 0);
  const patches: Patch[] = [];
  if (last && writes.length > 0) {
    patches.push({ start: 0, end: same, text: last.bytes.subarray(0, same + growth) });
  }
  for (const { name, range, masked } of parts.toSorted(byStart)) {
    if (masked.detections.length > 0) {
      totals = addDetections(totals, masked.detections);
      found.push({ start: range.start, totals });
    }
    for (const change of masked.changes) {
      const { text, ...write } = withText(inBody(change, name, range));
      const { start, end } = write;
      patches.push({ start, end, text });
      writes.push({ ...write, growth: text.length - (end - start) });
    }
  }
  return { bytes: applyPatches(body, patches), writes, found };
}

/** The request with a body whose changes are made. */
export function assemble(
  json: JsonObject,
  parts: readonly LocatedPart[],
  { bytes, writes, found }: MaskedBody,
): MaskedRequest {
  return {
    body: bytes,
    json: applyChanges(json, writes),
    detections: found.at(-1)?.totals ?? [],
    replacements: new ReplacementsOf(parts),
  };
}

/** Gathered when the answer asks for them: most answers hold no tokens, and a long conversation has many. */
class ReplacementsOf implements Replacements {
  private values: Map<string, string> | undefined;

  constructor(private readonly parts: readonly LocatedPart[]) {}

  get(token: string): string | undefined {
    this.values ??= new Map(this.parts.flatMap(({ masked }) => masked.replacements));
    return this.values.get(token);
  }
}

/** Those that begin before a byte. */
function before<Place extends { readonly start: number }>(
  places: readonly Place[] = [],
  end: number,
): readonly Place[] {
  let count = places.length;
  while (count > 0 && (places[count - 1]?.start ?? 0) >= end) count -= 1;
  return places.slice(0, count);
}

function byStart(a: LocatedPart, b: LocatedPart): number {
  return a.range.start - b.range.start;
}

function inBody(
  { start, end, path, value }: JsonChange,
  { key, index }: PartName,
  range: ByteRange,
): JsonChange {
  return {
    start: range.start + start,
    end: range.start + end,
    path: index === null ? [key, ...path] : [key, index, ...path],
    value,
  };
}
