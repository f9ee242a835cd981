import { isJsonObject, textOf } from '@codegate/kernel';
import { LRUCache } from 'lru-cache';

import {
  Conversation,
  EngineCache,
  type EngineCacheSizes,
  type MappingStore,
} from '../../engine/index.js';
import { addDetections, type DetectionTotal } from '../detection-totals.js';
import { Guard } from '../guard.js';
import { eachPart, layoutOf, type Layout } from '../parts/body-parts.js';
import { cleanPart, maskPart, type MaskedPart } from '../parts/mask-part.js';
import { maskBody, type LocatedPart } from '../parts/masked-request.js';
import { packLayout } from '../parts/packed-layout.js';
import type { MaskedParts, MaskedWhole, MaskJob, NewMapping, PackedMappings } from './mask-job.js';

/** Collects the mappings of one job for the event loop, which stores them. A thread restores nothing. */
class JobMappings implements MappingStore {
  added: NewMapping[] = [];

  lookup(): undefined {
    return undefined;
  }

  remember(_tenantId: string, token: string, value: string, category: string): void {
    this.added.push({ token, value, category });
  }
}

const maxGuards = 16;
/** A result with more changes, or longer ones, is applied here. */
const maxChanges = 2_000;
const maxChangedLength = 512 * 1024;
/** The event loop reads a piece in some 2 ms. */
const mappingsPerPiece = 1_000;

/** Does the jobs of one thread. It remembers texts, so the next request of a conversation costs its new text only. */
export class BodyMasker {
  private readonly mappings = new JobMappings();
  private readonly guards = new LRUCache<string, Guard>({ max: maxGuards });
  private readonly cache: EngineCache;

  /** @param cacheSizes memory of the thread */
  constructor(cacheSizes?: EngineCacheSizes) {
    this.cache = new EngineCache(cacheSizes);
  }

  /** @throws Error for a body that is not a JSON object or has a duplicate key */
  mask(job: MaskJob): MaskedParts | MaskedWhole {
    const body = Buffer.from(job.body.buffer, job.body.byteOffset, job.body.byteLength);
    const json = JSON.parse(textOf(body)) as unknown;
    if (!isJsonObject(json)) throw new Error('The body is not a JSON object');
    const layout = layoutOf(body, json, job.dialect);
    if (!layout) throw new Error('The body has a duplicate key');
    this.mappings.added = [];
    const guard = this.guardFor(job);
    const conversation = new Conversation();
    const parts: LocatedPart[] = [];
    eachPart(job.dialect, json, layout, (key, index, kind, range) => {
      const name = { key, index, kind };
      const masked = maskPart(guard, job.tenantId, { body, json }, name, range, conversation);
      parts.push({ name, range, masked });
    });
    const mappings = packMappings(this.mappings.added);
    this.mappings.added = [];
    return hasManyChanges(parts)
      ? { ...wholeOf(body, parts), mappings }
      : { ...partsOf(layout, parts), mappings };
  }

  private guardFor({ rules, keys }: MaskJob): Guard {
    // A thread only makes tokens, for which the older keys are not needed.
    const current = keys.slice(0, 1).map((key) => Buffer.from(key));
    const id = `${rules.key} ${current[0]?.toString('hex') ?? ''}`;
    let guard = this.guards.get(id);
    if (!guard) {
      guard = new Guard(rules, current, this.mappings, this.cache);
      this.guards.set(id, guard);
    }
    return guard;
  }
}

function hasManyChanges(parts: readonly LocatedPart[]): boolean {
  let count = 0;
  let length = 0;
  for (const { masked } of parts) {
    count += masked.changes.length + masked.replacements.length;
    for (const { value } of masked.changes) length += typeof value === 'string' ? value.length : 0;
  }
  return count > maxChanges || length > maxChangedLength;
}

function partsOf(layout: Layout, parts: readonly LocatedPart[]): Omit<MaskedParts, 'mappings'> {
  const masked = parts.flatMap((part, number): [number, MaskedPart][] =>
    part.masked === cleanPart ? [] : [[number, part.masked]],
  );
  return { layout: packLayout(layout), masked };
}

/** Without the replacements: the tokens can be restored from themselves and from the mappings. */
function wholeOf(body: Buffer, parts: readonly LocatedPart[]): Omit<MaskedWhole, 'mappings'> {
  let detections: readonly DetectionTotal[] = [];
  for (const { masked } of parts) detections = addDetections(detections, masked.detections);
  return { body: new Uint8Array(maskBody(body, parts, undefined, 0).bytes), detections };
}

function packMappings(mappings: readonly NewMapping[]): PackedMappings {
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < mappings.length; from += mappingsPerPiece) {
    const piece = JSON.stringify(mappings.slice(from, from + mappingsPerPiece));
    pieces.push(new Uint8Array(Buffer.from(piece)));
  }
  return pieces;
}
