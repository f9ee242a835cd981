import type { JsonObject } from '@codegate/kernel';
import { textsOf } from '@codegate/protocol';

import { Conversation, Lru, type Dialect } from '../../engine/index.js';
import type { Guard } from '../guard.js';
import { assemble, type MaskedRequest, type PlacedPart } from './assemble.js';
import { partNames, partRanges, type Range } from './body-parts.js';
import { cleanPart, maskPart, type MaskedPart } from './mask-part.js';

/** Memory for requests that are kept for their next turn, in bytes. */
const mostBytes = 128 * 1024 * 1024;
const entryCost = 2_048;

/** With the state of the conversation before the part. */
type Placed = PlacedPart & { readonly before: string };
/** A part of the last turn. */
type Remembered = Pick<Placed, 'before' | 'masked' | 'texts'> & { readonly bytes: Buffer };
const nowhere: Range = { start: 0, end: 0 };
type Turn = { readonly guard: Guard; readonly parts: ReadonlyMap<string, readonly Remembered[]> };

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
    const { tenantId, dialect, body, json } = request;
    const names = partNames(dialect, json);
    const turn = this.turnOf(conversation, guard);
    if (!turn && body.length > mostNew) return null;
    const known = new KnownParts(body, turn);
    const ranges = partRanges(body, json, names, (...place) => known.lengthAt(...place));
    if (!ranges || known.newBytes(ranges) > mostNew) return null;
    const state = new Conversation();
    const parts = names.map((name, index): Placed => {
      const range = ranges[index] ?? nowhere;
      const before = state.fingerprint;
      const last = known.at(range.start);
      if (last?.before !== before) {
        const masked = maskPart(guard, tenantId, request, name, range, state);
        return { name, range, before, masked, texts: textsOf(masked.changes) };
      }
      for (const lesson of last.masked.lessons) state.learn(lesson);
      return { name, range, before, masked: last.masked, texts: last.texts };
    });
    return this.keep(guard, request, conversation, parts);
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
      for (const lesson of masked.lessons) state.learn(lesson);
      return { name, range, before, masked, texts: textsOf(masked.changes) };
    });
    return this.keep(guard, request, conversation, parts);
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
  ): MaskedRequest {
    const parts = new Map<string, Remembered[]>();
    for (const { name, range, before, masked, texts } of placed) {
      const list = parts.get(name.key) ?? [];
      if (list.length === 0) parts.set(name.key, list);
      list.push({ bytes: body.subarray(range.start, range.end), before, masked, texts });
    }
    // A small body may be a piece of a larger buffer, which it keeps alive; what was changed is about as long again.
    const weight = body.buffer.byteLength + body.length + entryCost;
    this.turns.set(conversation, { guard, parts }, weight);
    return assemble(body, json, placed);
  }
}

/** The parts of the last turn that a request repeats byte for byte, by where they stand in it. */
class KnownParts {
  private readonly found = new Map<number, Remembered>();

  constructor(
    private readonly body: Buffer,
    private readonly turn: Turn | undefined,
  ) {}

  /** Looks whether the part of that name stands there, too. */
  lengthAt(key: string, index: number | null, start: number): number | undefined {
    const last = this.turn?.parts.get(key)?.[index ?? 0];
    if (!last || !endsItself(last.bytes)) return undefined;
    const { length } = last.bytes;
    const isSame =
      start + length <= this.body.length &&
      this.body.compare(last.bytes, 0, length, start, start + length) === 0;
    if (!isSame) return undefined;
    this.found.set(start, last);
    return length;
  }

  at(start: number): Remembered | undefined {
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
function endsItself(bytes: Buffer): boolean {
  return '"{['.includes(String.fromCharCode(bytes[0] ?? 0));
}
