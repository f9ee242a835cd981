export type Json = Record<string, any>;

type Check = (value: any) => boolean;

/** Collects what is wrong with a request body, as a provider that knows no mercy would see it. */
export class Checker {
  readonly problems: string[] = [];

  say(path: string, problem: string): void {
    this.problems.push(`${path}: ${problem}`);
  }

  /** @returns the condition, so that what depends on it can be skipped */
  holds(condition: boolean, path: string, problem: string): boolean {
    if (!condition) this.say(path, problem);
    return condition;
  }

  /** Every field has to be known, and to be of its type; `null` and `undefined` are of no type. */
  fields(object: Json, path: string, known: Record<string, Check>, required: string[] = []): void {
    for (const [field, value] of Object.entries(object)) {
      const check = Object.hasOwn(known, field) ? known[field] : undefined;
      if (!check) this.say(`${path}.${field}`, 'extra inputs are not permitted');
      else if (!check(value)) this.say(`${path}.${field}`, `bad value ${shorten(value)}`);
    }
    for (const field of required) {
      if (object[field] === undefined) this.say(`${path}.${field}`, 'is missing');
    }
  }

  /** A schema of a function's arguments. */
  schema(schema: any, path: string): void {
    if (!this.holds(isObject(schema), path, 'must be an object')) return;
    this.holds(schema.type === 'object', path, `type is ${shorten(schema.type)}, not object`);
    this.holds(isObject(schema.properties), path, 'an object schema without properties');
    this.holds(schema.$schema === undefined, path, '$schema');
  }
}

export const isObject: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isString: Check = (value) => typeof value === 'string';
export const isBoolean: Check = (value) => typeof value === 'boolean';
export const isList: Check = Array.isArray;
export const isText: Check = (value) => typeof value === 'string' && value.trim() !== '';
export const isStrings: Check = (value) => Array.isArray(value) && value.every(isString);
export const between =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;
export const whole =
  (least: number, most = Infinity): Check =>
  (value) =>
    Number.isInteger(value) && value >= least && value <= most;
export const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);
export const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

/** A text that is one JSON object. */
export const isObjectText: Check = (value) => {
  try {
    return typeof value === 'string' && isObject(JSON.parse(value));
  } catch {
    return false;
  }
};

function shorten(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value).slice(0, 80);
}
