import type { JsonObject } from '@codegate/kernel';
import { textsOf } from '@codegate/protocol';

import { Conversation, Lru, type Dialect } from '../../engine/index.js';
import type { Guard } from '../guard.js';
import { assemble, type MaskedRequest, type PlacedPart } from './assemble.js';
import { partNames, partRanges, type PartName, type Range } from './body-parts.js';
import { cleanPart, maskPart, type MaskedPart } from './mask-part.js';

/** Memory for requests that are kept for their next turn, in bytes. */
const mostBytes = 128 * 1024 * 1024;
const entryCost = 2_048;
/** The table in which known values are looked up. */
const tableCost = 128 * 1024;

/** With the fingerprints of the conversation before and after the part. */
type Placed = PlacedPart & { readonly before: string; readonly after: string };
const nowhere: Range = { start: 0, end: 0 };
/** The last request of a conversation and what became of its parts, by their keys. */
type Turn = {
  readonly guard: Guard;
  readonly body: Buffer;
  readonly parts: ReadonlyMap<string, readonly Placed[]>;
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
export class Turns {
  private turns = new Lru<string, Turn>(mostBytes);

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
    const { dialect, body, json } = request;
    const names = partNames(dialect, json);
    const turn = this.turnOf(conversation, guard);
    if (!turn && body.length > mostNew) return null;
    const known = new KnownParts(body, turn);
    const ranges = partRanges(body, json, names, (...place) => known.lengthAt(...place));
    if (!ranges || known.newBytes(ranges) > mostNew) return null;
    const states = new States(turn?.state);
    const parts: Placed[] = [];
    for (const [index, name] of names.entries()) {
      const range = ranges[index] ?? nowhere;
      const last = known.at(range.start);
      if (last?.before === states.fingerprint) {
        const part = isSamePlace(last, name, range) ? last : { ...last, name, range };
        states.goOn(part);
        parts.push(part);
        continue;
      }
      const before = states.fingerprint;
      const state = states.after(parts);
      const masked = maskPart(guard, request.tenantId, request, name, range, state);
      states.fingerprint = state.fingerprint;
      parts.push(place(name, range, before, masked, state.fingerprint));
    }
    return this.keep(guard, request, conversation, parts, states.after(parts));
  }

  /** Takes over what another thread made of the parts of a request. */
  take(
    guard: Guard,
    request: RequestToMask,
    conversation: string,
    ranges: Uint32Array,
    maskedParts: ReadonlyMap<number, MaskedPart>,
  ): MaskedRequest {
    const state = new Conversation();
    const parts = partNames(request.dialect, request.json).map((name, index): Placed => {
      const range = { start: ranges[index * 2] ?? 0, end: ranges[index * 2 + 1] ?? 0 };
      const before = state.fingerprint;
      const masked = maskedParts.get(index) ?? cleanPart;
      learnAll(state, [{ masked }]);
      return place(name, range, before, masked, state.fingerprint);
    });
    return this.keep(guard, request, conversation, parts, state);
  }

  /** Requests as they came are in here, with all that is private in them. */
  forget(): void {
    this.turns = new Lru(mostBytes);
  }

  private turnOf(conversation: string, guard: Guard): Turn | undefined {
    const turn = this.turns.get(conversation);
    // Other rules or another key make other tokens.
    return turn?.guard === guard ? turn : undefined;
  }

  private keep(
    guard: Guard,
    { body, json }: RequestToMask,
    conversation: string,
    placed: readonly Placed[],
    state: Conversation,
  ): MaskedRequest {
    const parts = new Map<string, Placed[]>();
    for (const part of placed) {
      const list = parts.get(part.name.key) ?? [];
      if (list.length === 0) parts.set(part.name.key, list);
      list.push(part);
    }
    // A small body may be a piece of a larger buffer, which it keeps alive; what was changed is about as long again.
    const cost = state.known.size > 0 ? entryCost + tableCost : entryCost;
    const weight = body.buffer.byteLength + body.length + cost;
    this.turns.set(conversation, { guard, body, parts, state }, weight);
    return assemble(body, json, placed);
  }
}

/**
 * The states a conversation goes through, by their fingerprints. What it knows is gathered only when a part has to be
 * read, and taken over from the last turn when that ended in the same state.
 */
class States {
  fingerprint = '';
  private current: Conversation | undefined;

  constructor(private readonly ofLastTurn: Conversation | undefined) {}

  /** Goes on behind a part that became what it became before. */
  goOn(part: Placed): void {
    this.fingerprint = part.after;
    if (this.current) learnAll(this.current, [part]);
  }

  /** The conversation behind these parts, of which the fingerprint is known. */
  after(parts: readonly Placed[]): Conversation {
    if (this.current) return this.current;
    const isThere = this.ofLastTurn?.fingerprint === this.fingerprint;
    this.current = isThere ? this.ofLastTurn : undefined;
    if (!this.current) {
      this.current = new Conversation();
      learnAll(this.current, parts);
    }
    return this.current;
  }
}

function place(
  name: PartName,
  range: Range,
  before: string,
  masked: MaskedPart,
  after: string,
): Placed {
  return { name, range, before, masked, texts: textsOf(masked.changes), after };
}

function isSamePlace(last: Placed, name: PartName, { start, end }: Range): boolean {
  return last.name.index === name.index && last.range.start === start && last.range.end === end;
}

function learnAll(state: Conversation, parts: readonly Pick<Placed, 'masked'>[]): void {
  for (const { masked } of parts) for (const lesson of masked.lessons) state.learn(lesson);
}

/** The parts of the last turn that a request repeats byte for byte, by where they stand in it. */
class KnownParts {
  private readonly found = new Map<number, Placed>();

  constructor(
    private readonly body: Buffer,
    private readonly turn: Turn | undefined,
  ) {}

  /** Looks whether the part of that name stands there, too. */
  lengthAt(key: string, index: number | null, start: number): number | undefined {
    const { turn } = this;
    const last = turn?.parts.get(key)?.[index ?? 0];
    if (!turn || !last || !endsItself(turn.body, last.range)) return undefined;
    const { range } = last;
    const end = start + range.end - range.start;
    const isSame =
      end <= this.body.length &&
      this.body.compare(turn.body, range.start, range.end, start, end) === 0;
    if (!isSame) return undefined;
    this.found.set(start, last);
    return end - start;
  }

  at(start: number): Placed | undefined {
    return this.found.get(start);
  }

  newBytes(ranges: readonly Range[]): number {
    return ranges.reduce(
      (sum, { start, end }) => (this.found.has(start) ? sum : sum + end - start),
      0,
    );
  }
}

/** What begins with a quote, brace or bracket ends where its bytes end; a number might go on. */
function endsItself(body: Buffer, { start }: Range): boolean {
  const first = body[start];
  return first === 0x22 || first === 0x5b || first === 0x7b;
}
