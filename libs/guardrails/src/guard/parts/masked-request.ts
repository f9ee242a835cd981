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

/** A request in which tokens replace private values. */
export type MaskedRequest = {
  /** The original bytes when nothing was replaced. */
  readonly body: Buffer;
  readonly json: JsonObject;
  readonly detections: readonly DetectionTotal[];
  readonly replacements: Replacements;
};

/** A part of a request, its place in the body, and its result. */
export type LocatedPart = {
  readonly name: PartName;
  readonly range: ByteRange;
  readonly masked: MaskedPart;
};

/** A change of a body, and by how many bytes it makes the body longer. */
type AppliedChange = JsonChange & { readonly growth: number };
/** The detections in the part that begins at `start`, and in all parts before it in the body. */
type RunningTotals = { readonly start: number; readonly sums: readonly DetectionTotal[] };

/** A body with the changes of its parts. */
export type MaskedBody = {
  /** The original bytes when there are no changes. */
  readonly bytes: Buffer;
  /** In the order of the body. */
  readonly changes: readonly AppliedChange[];
  /** For each part with detections, in the order of the body. */
  readonly totals: readonly RunningTotals[];
};

/**
 * Applies the changes of parts to a body.
 *
 * @param parts those that begin at byte `sameBytes` or later
 * @param previous the result for a body with the same bytes and parts before byte `sameBytes`
 */
export function maskBody(
  body: Buffer,
  parts: readonly LocatedPart[],
  previous: MaskedBody | undefined,
  sameBytes: number,
): MaskedBody {
  const changes = [...before(previous?.changes, sameBytes)];
  const totals = [...before(previous?.totals, sameBytes)];
  let sums = totals.at(-1)?.sums ?? [];
  const growth = changes.reduce((sum, change) => sum + change.growth, 0);
  const patches: Patch[] = [];
  if (previous && changes.length > 0) {
    const text = previous.bytes.subarray(0, sameBytes + growth);
    patches.push({ start: 0, end: sameBytes, text });
  }
  for (const { name, range, masked } of parts.toSorted(byStart)) {
    if (masked.detections.length > 0) {
      sums = addDetections(sums, masked.detections);
      totals.push({ start: range.start, sums });
    }
    for (const change of masked.changes) {
      const { text, ...applied } = withText(inBody(change, name, range));
      const { start, end } = applied;
      patches.push({ start, end, text });
      changes.push({ ...applied, growth: text.length - (end - start) });
    }
  }
  return { bytes: applyPatches(body, patches), changes, totals };
}

/** The request with a body to which the changes have been applied. */
export function assemble(
  json: JsonObject,
  parts: readonly LocatedPart[],
  { bytes, changes, totals }: MaskedBody,
): MaskedRequest {
  return {
    body: bytes,
    json: applyChanges(json, changes),
    detections: totals.at(-1)?.sums ?? [],
    replacements: new ReplacementsOf(parts),
  };
}

/** Collected at the first lookup: most responses contain no tokens, and a long conversation has many. */
class ReplacementsOf implements Replacements {
  private values: Map<string, string> | undefined;

  constructor(private readonly parts: readonly LocatedPart[]) {}

  get(token: string): string | undefined {
    this.values ??= new Map(this.parts.flatMap(({ masked }) => masked.replacements));
    return this.values.get(token);
  }
}

/** The entries that begin before a byte. */
function before<Entry extends { readonly start: number }>(
  entries: readonly Entry[] = [],
  end: number,
): readonly Entry[] {
  let count = entries.length;
  while (count > 0 && (entries[count - 1]?.start ?? 0) >= end) count -= 1;
  return entries.slice(0, count);
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
