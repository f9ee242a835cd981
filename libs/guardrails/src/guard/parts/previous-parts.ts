import type { ByteRange } from '@codegate/protocol';

import { commonPrefixLength } from './common-prefix.js';
import { within, type PreviousLayout, type Layout } from './body-parts.js';
import type { CachedPart, CachedRequest } from './cached-request.js';

/** The parts of the previous request that a request repeats byte for byte. */
export class PreviousParts implements PreviousLayout {
  readonly layout: Layout;
  readonly sameBytes: number;
  /** Number of the first part under each key of the previous request. */
  private readonly firstParts = new Map<string, number>();
  /** Where parts begin that were found again after the common prefix. */
  private readonly moved = new Set<number>();

  constructor(
    private readonly body: Buffer,
    private readonly previous: CachedRequest,
  ) {
    this.layout = previous.layout;
    this.sameBytes = commonPrefixLength(body, previous.body);
    let number = 0;
    while (number < previous.parts.length) {
      const { key = '', index = null } = previous.parts[number]?.name ?? {};
      this.firstParts.set(key, number);
      number += index === null ? 1 : (previous.layout.lists.get(key)?.length ?? 1);
    }
  }

  lengthAt(key: string, index: number | null, start: number): number | undefined {
    const { body, previous } = this;
    const last = this.partOf(key, index);
    if (!last || !isDelimited(previous.body, last.range)) return undefined;
    const { range } = last;
    const end = start + range.end - range.start;
    const isSame =
      end <= body.length && body.compare(previous.body, range.start, range.end, start, end) === 0;
    if (!isSame) return undefined;
    this.moved.add(start);
    return end - start;
  }

  /** The parts at the beginning of a list that are within the common prefix. */
  runOf(key: string): readonly CachedPart[] {
    const first = this.firstParts.get(key);
    if (first === undefined) return [];
    const { length } = within(this.layout.lists.get(key) ?? [], this.sameBytes);
    return this.previous.parts.slice(first, first + length);
  }

  /** The part of that name, if it is the same as in the previous request. */
  at(key: string, index: number | null, range: ByteRange): CachedPart | undefined {
    const last = this.partOf(key, index);
    // The range object of the previous request is reused only together with its bytes.
    if (!last || last.range === range) return last;
    return this.moved.has(range.start) ? { ...last, range } : undefined;
  }

  private partOf(key: string, index: number | null): CachedPart | undefined {
    const first = this.firstParts.get(key);
    if (first === undefined) return undefined;
    const part = this.previous.parts[first + (index ?? 0)];
    return part?.name.key === key ? part : undefined;
  }
}

/** Whether the value ends where its bytes end: a string, object or array does, a number may have more digits. */
function isDelimited(body: Buffer, { start }: ByteRange): boolean {
  const first = body[start];
  return first === 0x22 || first === 0x5b || first === 0x7b;
}
