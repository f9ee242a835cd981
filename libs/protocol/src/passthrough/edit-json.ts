/** A member of the outermost object: where its key begins, and where its value stands, in bytes. */
type Member = { key: string; keyStart: number; start: number; end: number };

/** New values of outermost members as JSON text; null takes the member out, an absent one is inserted. */
export type JsonEdits = Readonly<Record<string, string | null>>;

/** Bytes `start` to `end` are replaced. */
type Patch = { start: number; end: number; text: string };

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;

/**
 * Changes members of the outermost object of a JSON text and leaves every other byte as it is: order of keys,
 * blanks, digits of numbers, unknown fields. A key that occurs twice is changed in both places, because parsers
 * differ in which one they take.
 *
 * @param json a text that JSON.parse accepted as an object
 */
export function editJson(json: Buffer, edits: JsonEdits): Buffer {
  const keys = Object.keys(edits);
  if (keys.length === 0) return json;
  const members = membersOf(json);
  const isKept = ({ key }: Member): boolean => !Object.hasOwn(edits, key) || edits[key] !== null;
  const missing = keys.filter(
    (key) => edits[key] !== null && !members.some((member) => member.key === key),
  );
  const patches = [
    ...insertion(json, missing, edits, members.some(isKept)),
    ...members.flatMap((member, index) => {
      const text = Object.hasOwn(edits, member.key) ? edits[member.key] : undefined;
      if (text === undefined) return [];
      if (text !== null) return [{ start: member.start, end: member.end, text }];
      return [removal(members, index, isKept)];
    }),
  ];
  return applyPatches(json, patches);
}

function insertion(
  json: Buffer,
  missing: readonly string[],
  edits: JsonEdits,
  othersFollow: boolean,
): Patch[] {
  if (missing.length === 0) return [];
  const at = json.indexOf(openBrace) + 1;
  const members = missing.map((key) => `${JSON.stringify(key)}:${edits[key] ?? 'null'}`);
  return [{ start: at, end: at, text: members.join(',') + (othersFollow ? ',' : '') }];
}

/** With the comma that belongs to it: the one behind, or for the last member the one before. */
function removal(
  members: readonly Member[],
  index: number,
  isKept: (member: Member) => boolean,
): Patch {
  const { keyStart = 0, end = 0 } = members[index] ?? {};
  const next = members[index + 1];
  if (next) return { start: keyStart, end: next.keyStart, text: '' };
  const before = members.slice(0, index).findLast(isKept);
  return { start: before?.end ?? keyStart, end, text: '' };
}

function applyPatches(json: Buffer, patches: readonly Patch[]): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const { start, end, text } of [...patches].sort((a, b) => a.start - b.start)) {
    if (start > from) parts.push(json.subarray(from, start));
    if (text !== '') parts.push(Buffer.from(text));
    from = Math.max(from, end);
  }
  parts.push(json.subarray(from));
  return Buffer.concat(parts);
}

function membersOf(json: Buffer): Member[] {
  const members: Member[] = [];
  let at = skipBlanks(json, json.indexOf(openBrace) + 1);
  while (at < json.length && json[at] !== closeBrace) {
    const keyStart = at;
    const keyEnd = endOfString(json, at);
    const rawKey = json.toString('utf8', at + 1, keyEnd - 1);
    const key = rawKey.includes('\\') ? (JSON.parse(`"${rawKey}"`) as string) : rawKey;
    const start = skipBlanks(json, skipBlanks(json, keyEnd) + 1);
    const end = endOfValue(json, start);
    members.push({ key, keyStart, start, end });
    at = skipBlanks(json, end);
    if (json[at] === comma) at = skipBlanks(json, at + 1);
  }
  return members;
}

function skipBlanks(json: Buffer, from: number): number {
  let at = from;
  // Blank, tab, line feed and carriage return are all below the first printable character.
  while (at < json.length && (json[at] ?? 0) <= 0x20) at += 1;
  return at;
}

/** Position after the closing quote of the string that starts at `from`. */
function endOfString(json: Buffer, from: number): number {
  let at = from + 1;
  for (;;) {
    const end = json.indexOf(quote, at);
    if (end === -1) return json.length;
    let escapes = 0;
    while (json[end - 1 - escapes] === backslash) escapes += 1;
    if (escapes % 2 === 0) return end + 1;
    at = end + 1;
  }
}

function endOfValue(json: Buffer, from: number): number {
  const first = json[from];
  if (first === quote) return endOfString(json, from);
  if (first !== openBrace && first !== openBracket) {
    let at = from;
    while (at < json.length && !endsLiteral(json[at] ?? 0)) at += 1;
    return at;
  }
  let depth = 0;
  let at = from;
  while (at < json.length) {
    const byte = json[at];
    if (byte === quote) {
      at = endOfString(json, at);
      continue;
    }
    if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return at;
}

function endsLiteral(byte: number): boolean {
  return byte === comma || byte === closeBrace || byte <= 0x20;
}
