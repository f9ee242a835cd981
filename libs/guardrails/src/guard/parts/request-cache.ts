import type { JsonObject } from '@codegate/kernel';

import { Conversation, Lru, type Dialect } from '../../engine/index.js';
import type { Guard } from '../guard.js';
import {
  assemble,
  maskBody,
  type MaskedBody,
  type MaskedRequest,
  type LocatedPart,
} from './masked-request.js';
import { eachPart, layoutOf, type Layout, type Visit } from './body-parts.js';
import { PreviousParts } from './previous-parts.js';
import { cleanPart, maskPart, type MaskedPart } from './mask-part.js';
import { unpackLayout, type PackedLayout } from './packed-layout.js';

/** Memory for requests that are kept for their next turn, in bytes. */
const maxBytes = 128 * 1024 * 1024;
const entryCost = 2_048;
/** The table in which known values are looked up. */
const tableCost = 128 * 1024;

/** With the fingerprints of the conversation before and after the part. */
export type CachedPart = LocatedPart & { readonly before: string; readonly after: string };
/** The last request of a conversation and what became of its parts. */
export type CachedRequest = {
  readonly guard: Guard;
  readonly dialect: Dialect;
  readonly body: Buffer;
  readonly layout: Layout;
  readonly parts: readonly CachedPart[];
  readonly masked: MaskedBody;
  /** Of the conversation after all parts; the next turn goes on with it. */
  readonly state: Conversation;
};

export type RequestToMask = {
  readonly tenantId: string;
  readonly dialect: Dialect;
  readonly body: Buffer;
  readonly json: JsonObject;
};

/**
 * Remembers of each conversation what became of its last request. Agents send all that was said before with every
 * turn: a part whose bytes are the same, after the same parts, becomes the same, so comparing bytes is all it costs.
 */
export class RequestCache {
  private requests = new Lru<string, CachedRequest>(maxBytes);

  /**
   * Anonymizes a request, reading only what is new in it.
   *
   * @param conversation where the last turn is found; what is taken from it is compared byte for byte
   * @param mostNew bytes nobody has seen that may be read here and now
   * @returns null when there are more, or when the body cannot be taken apart
   */
  mask(
    guard: Guard,
    request: RequestToMask,
    conversation: string,
    mostNew: number,
  ): MaskedRequest | null {
    const { tenantId, dialect, body, json } = request;
    const turn = this.previousOf(conversation, guard, dialect);
    if (!turn && body.length > mostNew) return null;
    const known = turn && new PreviousParts(body, turn);
    const layout = layoutOf(body, json, dialect, known);
    if (!layout || layout.newBytes > mostNew) return null;
    const states = new ConversationStates(turn?.state);
    let parts: CachedPart[] = [];
    const others: CachedPart[] = [];
    let runsEnd = 0;
    let same = known?.sameBytes ?? 0;
    const takeRun = (key: string): number => {
      const run = known?.runOf(key) ?? [];
      const [first, last] = [run[0], run.at(-1)];
      if (!last || first?.before !== states.fingerprint) return 0;
      states.goOn(run, last.after);
      parts = parts.concat(run);
      runsEnd = Math.max(runsEnd, last.range.end);
      return run.length;
    };
    const takePart: Visit = (key, index, kind, range) => {
      const before = states.fingerprint;
      let part = known?.at(key, index, range);
      if (part?.before === before) {
        states.goOn([part], part.after);
      } else {
        same = Math.min(same, range.start);
        const name = { key, index, kind };
        const state = states.after(parts);
        const masked = maskPart(guard, tenantId, request, name, range, state);
        part = { name, range, before, masked, after: state.fingerprint };
        states.fingerprint = part.after;
      }
      parts.push(part);
      others.push(part);
    };
    eachPart(dialect, layout, takePart, takeRun);
    // A part that had to be read again may stand before parts that were taken over.
    const behind = same < runsEnd ? parts : others;
    const masked = maskBody(
      body,
      behind.filter(({ range }) => range.start >= same),
      turn?.masked,
      same,
    );
    const state = states.after(parts);
    this.keep(conversation, { guard, dialect, body, layout, parts, masked, state });
    return assemble(json, parts, masked);
  }

  /** Takes over what another thread made of the parts of a request. */
  take(
    guard: Guard,
    { dialect, body, json }: RequestToMask,
    conversation: string,
    packed: PackedLayout,
    maskedParts: ReadonlyMap<number, MaskedPart>,
  ): MaskedRequest {
    const state = new Conversation();
    const layout = unpackLayout(packed);
    const parts: CachedPart[] = [];
    eachPart(dialect, layout, (key, index, kind, range) => {
      const before = state.fingerprint;
      const masked = maskedParts.get(parts.length) ?? cleanPart;
      addAll(state, [{ masked }]);
      const name = { key, index, kind };
      parts.push({ name, range, before, masked, after: state.fingerprint });
    });
    const masked = maskBody(body, parts, undefined, 0);
    this.keep(conversation, { guard, dialect, body, layout, parts, masked, state });
    return assemble(json, parts, masked);
  }

  /** Requests as they came are in here, with all that is private in them. */
  clear(): void {
    this.requests = new Lru(maxBytes);
  }

  private previousOf(
    conversation: string,
    guard: Guard,
    dialect: Dialect,
  ): CachedRequest | undefined {
    const turn = this.requests.get(conversation);
    // Other rules or another key make other tokens.
    return turn?.guard === guard && turn.dialect === dialect ? turn : undefined;
  }

  private keep(conversation: string, turn: CachedRequest): void {
    const { body, masked, state } = turn;
    // A small body may be a piece of a larger buffer, which it keeps alive; changed texts are about as long again.
    const bodies = body.buffer.byteLength + (masked.bytes === body ? 0 : 2 * masked.bytes.length);
    const table = state.seenValues.size > 0 ? tableCost : 0;
    this.requests.set(conversation, turn, bodies + table + entryCost);
  }
}

/**
 * The states a conversation goes through, by their fingerprints. What it knows is gathered only when a part has to be
 * read, and taken over from the last turn when that ended in the same state.
 */
class ConversationStates {
  fingerprint = '';
  private current: Conversation | undefined;

  constructor(private readonly ofLastTurn: Conversation | undefined) {}

  /** Goes on behind parts that became what they became before. */
  goOn(parts: readonly CachedPart[], fingerprint: string): void {
    this.fingerprint = fingerprint;
    if (this.current) addAll(this.current, parts);
  }

  /** The conversation behind these parts, of which the fingerprint is known. */
  after(parts: readonly CachedPart[]): Conversation {
    if (this.current) return this.current;
    const isThere = this.ofLastTurn?.fingerprint === this.fingerprint;
    this.current = isThere ? this.ofLastTurn : undefined;
    if (!this.current) {
      this.current = new Conversation();
      addAll(this.current, parts);
    }
    return this.current;
  }
}

function addAll(state: Conversation, parts: readonly Pick<CachedPart, 'masked'>[]): void {
  for (const { masked } of parts) for (const lesson of masked.addedValues) state.add(lesson);
}
