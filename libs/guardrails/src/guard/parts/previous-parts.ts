import type { ByteRange } from '@codegate/protocol';

import { commonPrefixLength } from './common-prefix.js';
import { within, type PreviousLayout, type Layout } from './body-parts.js';
import type { CachedPart, CachedRequest } from './request-cache.js';

/** The parts of the last turn that a request repeats byte for byte. */
export class PreviousParts implements PreviousLayout {
  readonly layout: Layout;
  readonly sameBytes: number;
  /** Where in the last turn the parts under a key begin. */
  private readonly firsts = new Map<string, number>();
  /** Where parts were found behind the bytes that are the same. */
  private readonly moved = new Set<number>();

  constructor(
    private readonly body: Buffer,
    private readonly previous: CachedRequest,
  ) {
    this.layout = previous.layout;
    this.sameBytes = commonPrefixLength(body, previous.body);
    let place = 0;
    while (place < previous.parts.length) {
      const { key = '', index = null } = previous.parts[place]?.name ?? {};
      this.firsts.set(key, place);
      place += index === null ? 1 : (previous.layout.lists.get(key)?.length ?? 1);
    }
  }

  lengthAt(key: string, index: number | null, start: number): number | undefined {
    const { body, previous: turn } = this;
    const last = this.partOf(key, index);
    if (!last || !endsItself(turn.body, last.range)) return undefined;
    const { range } = last;
    const end = start + range.end - range.start;
    const isSame =
      end <= body.length && body.compare(turn.body, range.start, range.end, start, end) === 0;
    if (!isSame) return undefined;
    this.moved.add(start);
    return end - start;
  }

  /** The parts at the beginning of a list that stand where they stood, in the bytes that are the same. */
  runOf(key: string): readonly CachedPart[] {
    const first = this.firsts.get(key);
    if (first === undefined) return [];
    const { length } = within(this.layout.lists.get(key) ?? [], this.sameBytes);
    return this.previous.parts.slice(first, first + length);
  }

  /** The part of that name, if it is the same as in the last turn. */
  at(key: string, index: number | null, range: ByteRange): CachedPart | undefined {
    const last = this.partOf(key, index);
    // The very range of the last turn is only there when it was taken over with its bytes.
    if (!last || last.range === range) return last;
    return this.moved.has(range.start) ? { ...last, range } : undefined;
  }

  private partOf(key: string, index: number | null): CachedPart | undefined {
    const first = this.firsts.get(key);
    if (first === undefined) return undefined;
    const part = this.previous.parts[first + (index ?? 0)];
    return part?.name.key === key ? part : undefined;
  }
}

/** What begins with a quote, brace or bracket ends where its bytes end; a number might go on. */
function endsItself(body: Buffer, { start }: ByteRange): boolean {
  const first = body[start];
  return first === 0x22 || first === 0x5b || first === 0x7b;
}
