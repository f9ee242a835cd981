import { isAscii, transcode } from 'node:buffer';

export type JsonObject = Record<string, unknown>;

/** Whether the value is a JSON object, not an array and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Decodes valid UTF-8 with the result of `toString('utf8')`, but several times faster for megabytes: ASCII is copied,
 * the rest is converted with vector instructions.
 */
export function textOf(utf8: Buffer): string {
  if (isAscii(utf8)) return utf8.toString('latin1');
  return transcode(utf8, 'utf8', 'utf16le').toString('utf16le');
}

/**
 * JSON from outside may be nested this deep. No provider takes or sends more, and `JSON.stringify` and every walk
 * through a value are recursive: at about ten thousand levels they exhaust the stack.
 */
export const maxJsonDepth = 500;

/** Parses text as JSON; `undefined` when it is not JSON or is nested more than `maxJsonDepth` levels deep. */
export function tryParseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    // SyntaxError is the only thing JSON.parse throws for a string.
    return undefined;
  }
  // A level needs two characters, so the texts of nearly all stream events are too short to be too deep.
  const isTooDeep = text.length > 2 * maxJsonDepth && isDeeperThan(maxJsonDepth, value);
  return isTooDeep ? undefined : value;
}

/** Whether arrays and objects are nested deeper than this many levels. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeperThan(levels - 1, item)) return true;
    return false;
  }
  for (const key in value) {
    if (isDeeperThan(levels - 1, (value as JsonObject)[key])) return true;
  }
  return false;
}

/** The members whose value is not undefined. With exactOptionalPropertyTypes, undefined differs from absent. */
export function definedOf<T extends object>(
  members: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
