import { applyPatches, type Patch } from './patch-bytes.js';
import { membersOf, openBrace, type Member } from './scan-json.js';

/** New values of outermost members as JSON text; null takes the member out, an absent one is inserted. */
export type JsonEdits = Readonly<Record<string, string | null>>;

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
  const members = membersOf(json, json.indexOf(openBrace));
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
