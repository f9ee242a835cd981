import { gzipSync } from 'node:zlib';

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Random {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/** JSON texts that no schema expects in the place of a value. */
const oddValues = [
  'null',
  'true',
  '-1',
  '0',
  '1e400',
  '-1e400',
  '1e300',
  '0.5',
  '9007199254740993',
  '"12"',
  '"NaN"',
  '""',
  '[]',
  '{}',
  '[[]]',
  '{"__proto__":{"x":1}}',
  '{"constructor":1,"toString":[]}',
  '"\\ud800"',
  '"\\u0000"',
  '{"type":"text"}',
];

export const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Positions of the values in a JSON text: numbers, strings that are values, literals and empty brackets. */
const value =
  /(?<=[:[,]\s*)(?:"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d+(?:\.\d+)?|true|false|null|\{\}|\[\])/g;

/** The JSON text with some of its values replaced. */
export function mutateJson(json: string, random: Random, depth = 15_000): string {
  const places = [...json.matchAll(value)];
  if (places.length === 0) return json;
  const place = random.pick(places);
  const odd = random.chance(0.15) ? nested(depth) : random.pick(oddValues);
  const changed = json.slice(0, place.index) + odd + json.slice(place.index + place[0].length);
  return random.chance(0.3) ? mutateJson(changed, random, depth) : changed;
}

/** Server-sent events with mistakes in them: in the order, in the framing, in the JSON, in the encoding. */
export function mutateEvents(events: readonly string[], random: Random): Buffer {
  const list = [...events];
  const at = random.below(list.length);
  const other = random.below(list.length);
  switch (random.below(14)) {
    case 0:
      list.splice(at, 1);
      break;
    case 1:
      list.splice(at, 0, list[other]!);
      break;
    case 2:
      [list[at], list[other]] = [list[other]!, list[at]!];
      break;
    case 3:
      list[at] = list[at]!.slice(0, random.below(list[at]!.length));
      break;
    case 4:
      list[at] = list[at]!.replaceAll('\n', '\r\n');
      break;
    case 5:
      list.splice(at, 0, 'data: <html>no</html>\n\n', ': comment\n\n');
      break;
    case 6:
      list.splice(at, 0, `data: ${'x'.repeat(200_000)}\n\n`);
      break;
    case 7:
      list.splice(at, 0, 'event: error\ndata: {"type":"error","error":{"message":"broken"}}\n\n');
      break;
    case 8:
      return Buffer.concat([
        Buffer.from(list.slice(0, at).join('')),
        Buffer.from([0xff, 0x00, 0xc3, 0xed, 0xa0, 0x80]),
        Buffer.from(list.slice(at).join('')),
      ]);
    default:
      list[at] = mutateJson(list[at]!, random);
  }
  return Buffer.from(list.join(''));
}

export type Ending = 'end' | 'late end' | 'destroy' | 'reset' | 'bad framing' | 'hang';

/** How a body is sent: its pieces with the pause before each, and how the connection ends. */
export type Sending = { pieces: { waitMs: number; bytes: Buffer }[]; ending: Ending };

/** Cuts a body anywhere, and sometimes ends it before it is complete. */
export function planSending(body: Buffer, random: Random): Sending {
  const ending = random.chance(0.45)
    ? 'end'
    : random.pick<Ending>(['late end', 'late end', 'destroy', 'reset', 'bad framing', 'hang']);
  const isCut = random.chance(0.25);
  const sent = isCut ? body.subarray(0, random.below(body.length + 1)) : body;
  const cuts = Array.from({ length: random.below(5) }, () => random.below(sent.length + 1));
  const borders = [0, ...cuts.sort((a, b) => a - b), sent.length];
  const pieces = borders.slice(1).map((to, index) => ({
    waitMs: random.chance(0.5) ? random.below(25) : 0,
    bytes: sent.subarray(borders[index], to),
  }));
  return { pieces, ending };
}

/** Content encodings that are true, false or unknown. */
export function encode(
  body: Buffer,
  random: Random,
): { body: Buffer; headers: Record<string, string> } {
  switch (random.below(12)) {
    case 0:
      return { body: gzipSync(body), headers: { 'content-encoding': 'gzip' } };
    case 1:
      return { body, headers: { 'content-encoding': 'gzip' } };
    case 2:
      return { body, headers: { 'content-encoding': 'rot13' } };
    default:
      return { body, headers: {} };
  }
}
