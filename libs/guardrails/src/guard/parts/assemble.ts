import type { JsonObject } from '@codegate/kernel';
import { applyChanges, writeChanges, type JsonChange } from '@codegate/protocol';

import type { Replacements } from '../../engine/index.js';
import type { PartName, Range } from './body-parts.js';
import type { MaskedPart } from './mask-part.js';

/** A request with tokens in the place of what is private. */
export type MaskedRequest = {
  /** The very bytes that came when nothing was replaced. */
  readonly body: Buffer;
  readonly json: JsonObject;
  readonly finds: MaskedPart['finds'];
  readonly replacements: Replacements;
};

/** A part of a request, where it stands, and what became of it. */
export type PlacedPart = {
  readonly name: PartName;
  readonly range: Range;
  readonly masked: MaskedPart;
  /** What each of its changes writes. */
  readonly texts: readonly Buffer[];
};

/** Puts the parts of a request together again. */
export function assemble(
  body: Buffer,
  json: JsonObject,
  parts: readonly PlacedPart[],
): MaskedRequest {
  const changes: JsonChange[] = [];
  const allTexts: Buffer[] = [];
  const finds: MaskedPart['finds'][number][] = [];
  const replacements = new Map<string, string>();
  for (const { name, range, masked, texts } of parts) {
    for (const change of masked.changes) changes.push(inWhole(change, name, range));
    for (const text of texts) allTexts.push(text);
    for (const find of masked.finds) finds.push(find);
    for (const [token, value] of masked.replacements) replacements.set(token, value);
  }
  return {
    body: writeChanges(body, changes, allTexts),
    json: applyChanges(json, changes),
    finds,
    replacements,
  };
}

function inWhole(
  { start, end, path, value }: JsonChange,
  { key, index }: PartName,
  range: Range,
): JsonChange {
  return {
    start: range.start + start,
    end: range.start + end,
    path: index === null ? [key, ...path] : [key, index, ...path],
    value,
  };
}
