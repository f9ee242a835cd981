import { endOfString } from './scan-json.js';

const quote = 0x22;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** The number of members of all objects in a valid JSON text, those that JSON.parse drops included. */
export function countMembers(json: Buffer): number {
  let count = 0;
  let at = 0;
  while (at < json.length) {
    const byte = json[at];
    if (byte === quote) {
      at = endOfString(json, at);
      continue;
    }
    if (byte === colon) count += 1;
    at += 1;
  }
  return count;
}

/** The number of members of all objects in a parsed value. */
export function countParsedMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countParsedMembers(item);
    return count;
  }
  for (const key in value) count += 1 + countParsedMembers((value as Record<string, unknown>)[key]);
  return count;
}

/** The first member name of a valid JSON text that occurs a second time in its object, decoded; null when none does. */
export function firstDuplicateName(json: Buffer): string | null {
  /** The names of each open object; null for an open list. */
  const open: (Set<string> | null)[] = [];
  let isName = false;
  let at = 0;
  while (at < json.length) {
    const byte = json[at];
    if (byte === quote) {
      const end = endOfString(json, at);
      const names = open.at(-1);
      if (isName && names) {
        const name = JSON.parse(json.toString('utf8', at, end)) as string;
        if (names.has(name)) return name;
        names.add(name);
        isName = false;
      }
      at = end;
      continue;
    }
    if (byte === openBrace) {
      open.push(new Set());
      isName = true;
    } else if (byte === openBracket) {
      open.push(null);
      isName = false;
    } else if (byte === closeBrace || byte === closeBracket) {
      open.pop();
      isName = false;
    } else if (byte === comma) {
      isName = open.at(-1) !== null;
    }
    at += 1;
  }
  return null;
}
