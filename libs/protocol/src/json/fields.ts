import { isJsonObject, type JsonObject } from '@codegate/kernel';

/** Readers of untrusted JSON: the value if it has the type, otherwise `undefined`. */
export function readString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function readBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function readObject(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

/** The objects of a list; anything else in it is left out. */
export function readObjects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The strings of a list, or the string itself as a list of one. */
export function readStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/**
 * A copy without some keys. A key `__proto__` stays an ordinary property, because spreading and
 * `Object.fromEntries` define properties instead of assigning them.
 */
export function omitKeys(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}

/** Whether there is nothing but white space. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}
