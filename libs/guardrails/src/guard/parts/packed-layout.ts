import type { ByteRange, Member } from '@codegate/protocol';

import type { Layout } from './body-parts.js';

/** A layout as it is sent to another thread. Small, because the event loop has to deserialize it. */
export type PackedLayout = {
  readonly members: readonly Member[];
  /** For each list: start and end of its elements, one after the other. */
  readonly lists: readonly (readonly [key: string, offsets: Uint32Array])[];
};

export function packLayout({ members, lists }: Layout): PackedLayout {
  return { members, lists: [...lists].map(([key, list]) => [key, pack(list)]) };
}

export function unpackLayout({ members, lists }: PackedLayout): Layout {
  return { members, lists: new Map(lists.map(([key, list]) => [key, unpack(list)])), newBytes: 0 };
}

function pack(ranges: readonly ByteRange[]): Uint32Array {
  return Uint32Array.from(ranges.flatMap(({ start, end }) => [start, end]));
}

function unpack(offsets: Uint32Array): ByteRange[] {
  return Array.from({ length: offsets.length / 2 }, (_, index) => ({
    start: offsets[index * 2] ?? 0,
    end: offsets[index * 2 + 1] ?? 0,
  }));
}
