import type { JsonObject } from '@codegate/kernel';
import type { Dialect } from '@codegate/protocol';
import { LRUCache } from 'lru-cache';

import { Conversation } from '../../engine/index.js';
import type { Guard } from '../guard.js';
import { eachPart, layoutOf, type Visit } from './body-parts.js';
import type { CachedPart, CachedRequest } from './cached-request.js';
import { cleanPart, maskPart, type MaskedPart } from './mask-part.js';
import { assemble, maskBody, type MaskedRequest } from './masked-request.js';
import { unpackLayout, type PackedLayout } from './packed-layout.js';
import { PreviousParts } from './previous-parts.js';

const defaultMaxBytes = 80 * 2 ** 20;
/** Estimated bytes of an entry, of each of its parts, and of the table in which seen values are looked up. */
const entryBytes = 2_048;
const partBytes = 400;
const tableBytes = 128 * 1024;

export type RequestToMask = {
  readonly tenantId: string;
  readonly dialect: Dialect;
  readonly body: Buffer;
  readonly json: JsonObject;
};

/**
 * Remembers the last request of each conversation and its result. Agents send the whole conversation with each request.
 * A part with the same bytes after the same parts has the same result, so it costs a comparison of bytes only.
 */
export class RequestCache {
  private readonly requests: LRUCache<string, CachedRequest>;

  /** @param maxBytes the conversations used longest ago are dropped beyond it */
  constructor(maxBytes = defaultMaxBytes) {
    this.requests = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
  }

  /** Bytes in use, as estimated. */
  get bytes(): number {
    return this.requests.calculatedSize;
  }

  /**
   * Anonymizes a request. Only its new parts are read.
   *
   * @param conversation key of the previous request; what is reused of it is compared byte for byte
   * @param maxNewBytes bytes of new parts that may be read on this thread
   * @returns null when there are more, or when the body has a duplicate key
   */
  mask(
    guard: Guard,
    request: RequestToMask,
    conversation: string,
    maxNewBytes: number,
  ): MaskedRequest | null {
    const { tenantId, dialect, body, json } = request;
    const cached = this.previousOf(conversation, guard, dialect);
    if (!cached && body.length > maxNewBytes) return null;
    const previous = cached && new PreviousParts(body, cached);
    const layout = layoutOf(body, json, dialect, previous);
    if (!layout || layout.newBytes > maxNewBytes) return null;
    const states = new ConversationStates(cached?.state);
    let parts: CachedPart[] = [];
    /** Parts that were not reused as a run. */
    const singleParts: CachedPart[] = [];
    let runsEnd = 0;
    let sameBytes = previous?.sameBytes ?? 0;
    const reuseRun = (key: string): number => {
      const run = previous?.runOf(key) ?? [];
      const [first, last] = [run[0], run.at(-1)];
      if (!last || first?.before !== states.fingerprint) return 0;
      states.continueAfter(run, last.after);
      parts = parts.concat(run);
      runsEnd = Math.max(runsEnd, last.range.end);
      return run.length;
    };
    const maskOrReuse: Visit = (key, index, kind, range) => {
      const before = states.fingerprint;
      let part = previous?.at(key, index, range);
      if (part?.before === before) {
        states.continueAfter([part], part.after);
      } else {
        sameBytes = Math.min(sameBytes, range.start);
        const name = { key, index, kind };
        const state = states.after(parts);
        const masked = maskPart(guard, tenantId, request, name, range, state);
        part = { name, range, before, masked, after: state.fingerprint };
        states.fingerprint = part.after;
      }
      parts.push(part);
      singleParts.push(part);
    };
    eachPart(dialect, json, layout, maskOrReuse, reuseRun);
    // A part that was read again may be in the body before parts that were reused as a run.
    const candidates = sameBytes < runsEnd ? parts : singleParts;
    const changedParts = candidates.filter(({ range }) => range.start >= sameBytes);
    const masked = maskBody(body, changedParts, cached?.masked, sameBytes);
    const state = states.after(parts);
    this.requests.set(conversation, { guard, dialect, body, layout, parts, masked, state });
    return assemble(json, parts, masked);
  }

  /**
   * Adds the result of another thread.
   *
   * @param maskedParts the parts in which something was found, by number
   */
  addResult(
    guard: Guard,
    { dialect, body, json }: RequestToMask,
    conversation: string,
    packed: PackedLayout,
    maskedParts: ReadonlyMap<number, MaskedPart>,
  ): MaskedRequest {
    const state = new Conversation();
    const layout = unpackLayout(packed);
    const parts: CachedPart[] = [];
    eachPart(dialect, json, layout, (key, index, kind, range) => {
      const before = state.fingerprint;
      const masked = maskedParts.get(parts.length) ?? cleanPart;
      addValues(state, [{ masked }]);
      const name = { key, index, kind };
      parts.push({ name, range, before, masked, after: state.fingerprint });
    });
    const masked = maskBody(body, parts, undefined, 0);
    this.requests.set(conversation, { guard, dialect, body, layout, parts, masked, state });
    return assemble(json, parts, masked);
  }

  /** Drops all requests: they contain private values. */
  clear(): void {
    this.requests.clear();
  }

  private previousOf(
    conversation: string,
    guard: Guard,
    dialect: Dialect,
  ): CachedRequest | undefined {
    const cached = this.requests.get(conversation);
    // Other rules or another key make other tokens.
    return cached?.guard === guard && cached.dialect === dialect ? cached : undefined;
  }
}

function bytesOf({ body, masked, parts, state }: CachedRequest): number {
  // A small body may be a part of a larger buffer, which it keeps in memory; changed texts take as much again.
  const bodies = body.buffer.byteLength + (masked.bytes === body ? 0 : 2 * masked.bytes.length);
  const tables = new Set([state.seenValues, state.valuesOfModel].filter(({ size }) => size > 0));
  return bodies + tables.size * tableBytes + parts.length * partBytes + entryBytes;
}

/**
 * The states of a conversation, by fingerprint. The seen values of a state are collected only when a part has to be
 * read. They are those of the previous request when it ended in the same state.
 */
class ConversationStates {
  fingerprint = '';
  private current: Conversation | undefined;

  constructor(private readonly lastState: Conversation | undefined) {}

  /** Continues after parts whose results are reused. */
  continueAfter(parts: readonly CachedPart[], fingerprint: string): void {
    this.fingerprint = fingerprint;
    if (this.current) addValues(this.current, parts);
  }

  /** The state after these parts, whose fingerprint is the current one. */
  after(parts: readonly CachedPart[]): Conversation {
    if (this.current) return this.current;
    const isReusable = this.lastState?.fingerprint === this.fingerprint;
    this.current = isReusable ? this.lastState : undefined;
    if (!this.current) {
      this.current = new Conversation();
      addValues(this.current, parts);
    }
    return this.current;
  }
}

function addValues(state: Conversation, parts: readonly Pick<CachedPart, 'masked'>[]): void {
  for (const { masked } of parts) for (const values of masked.addedValues) state.add(values);
}
