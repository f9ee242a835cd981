import type { ByteRange, Member } from '@codegate/protocol';

import type { Layout } from './body-parts.js';

/** A layout as it goes from one thread to another: short, because the event loop has to read it. */
export type PackedLayout = {
  readonly members: readonly Member[];
  /** For each list where its elements stand: start and end, one after the other. */
  readonly lists: readonly (readonly [key: string, places: Uint32Array])[];
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

function unpack(places: Uint32Array): ByteRange[] {
  return Array.from({ length: places.length / 2 }, (_, index) => ({
    start: places[index * 2] ?? 0,
    end: places[index * 2 + 1] ?? 0,
  }));
}
