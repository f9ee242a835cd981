import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { toRootObject } from './root-object.js';

const schemaMaps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
]);
/** Values, not schemas: a property called like a keyword in there must stay. */
const literals: ReadonlySet<string> = new Set([
  'const',
  'default',
  'dependentRequired',
  'enum',
  'example',
  'examples',
  'required',
]);

/** What the target demands of schemas. */
export type SchemaRules = {
  /** Keywords the provider refuses (musistudio/claude-code-router#708). */
  refusedKeywords: readonly string[];
  /** Whether an array has to say what it holds; OpenAI returns 400 for the whole request otherwise. */
  needsItems: boolean;
};

/**
 * A tool's JSON schema in the form the providers take: one object at its top, with properties (OpenAI refuses an
 * object schema without), no `$schema`, no keyword the provider refuses, and the forms of earlier drafts that
 * Anthropic and OpenAI refuse written as in draft 2020-12. The caller's object is not changed.
 *
 * @returns the schema, and whether properties or keywords of it had to be written in another way
 */
export function toToolSchema(
  schema: JsonObject | undefined,
  rules: SchemaRules,
): { schema: JsonObject; isRestructured: boolean } {
  const root = toRootObject(schema ?? {});
  const cleaned = cleanKeywords(root.schema, toCleaning(rules));
  const properties = isJsonObject(cleaned.properties) ? cleaned.properties : {};
  return {
    schema: { ...cleaned, type: 'object', properties },
    isRestructured: root.isChanged,
  };
}

/** The schema of a response, which need not be an object. */
export function removeKeywords(schema: JsonObject, refusedKeywords: readonly string[]): JsonObject {
  return cleanKeywords(schema, toCleaning({ refusedKeywords, needsItems: true }));
}

type Cleaning = { refused: ReadonlySet<string>; needsItems: boolean };

function toCleaning({ refusedKeywords, needsItems }: SchemaRules): Cleaning {
  return { refused: new Set(['$schema', ...refusedKeywords]), needsItems };
}

function cleanKeywords(given: JsonObject, cleaning: Cleaning): JsonObject {
  const schema = toCurrentDraft(given);
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (cleaning.refused.has(key)) continue;
    entries.push([key, literals.has(key) ? value : cleanValue(key, value, cleaning)]);
  }
  const cleaned: JsonObject = Object.fromEntries(entries);
  const saysWhat = cleaned.items !== undefined || cleaned.prefixItems !== undefined;
  if (cleaning.needsItems && isArrayType(cleaned.type) && !saysWhat) cleaned.items = {};
  return cleaned;
}

function cleanValue(key: string, value: unknown, cleaning: Cleaning): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) =>
      isJsonObject(item) ? cleanKeywords(item, cleaning) : item,
    );
  }
  if (!isJsonObject(value)) return value;
  if (!schemaMaps.has(key)) return cleanKeywords(value, cleaning);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isJsonObject(inner) ? cleanKeywords(inner, cleaning) : inner,
    ]),
  );
}

function isArrayType(type: unknown): boolean {
  return type === 'array' || (Array.isArray(type) && type.includes('array'));
}

/** Names of types that generators of other languages write. */
const typeNames: ReadonlyMap<unknown, string> = new Map([
  ['str', 'string'],
  ['text', 'string'],
  ['int', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['bool', 'boolean'],
  ['list', 'array'],
  ['dict', 'object'],
]);

/** The forms of earlier drafts, and keywords without a value, as draft 2020-12 has them. */
function toCurrentDraft(schema: JsonObject): JsonObject {
  const kept = Object.entries(schema).filter(([key, value]) => saysSomething(key, value));
  const current: JsonObject = Object.fromEntries(kept);
  if (typeNames.has(current.type)) current.type = typeNames.get(current.type);
  writeTuple(current);
  writeBound(current, 'minimum', 'exclusiveMinimum');
  writeBound(current, 'maximum', 'exclusiveMaximum');
  return current;
}

function saysSomething(key: string, value: unknown): boolean {
  if (key === 'const' || key === 'default') return true;
  if (key === 'required') return Array.isArray(value);
  if (key === 'enum') return Array.isArray(value) && value.length > 0;
  return value !== null && !(key === 'type' && value === 'any');
}

/** `items` as a list has been `prefixItems` since 2020. */
function writeTuple(schema: JsonObject): void {
  if (!Array.isArray(schema.items)) return;
  const { items, additionalItems } = schema;
  delete schema.items;
  delete schema.additionalItems;
  if (items.length > 0) schema.prefixItems = items;
  if (additionalItems !== undefined) schema.items = additionalItems;
}

/** `exclusiveMinimum: true` of draft 4 makes the minimum itself the exclusive one. */
function writeBound(schema: JsonObject, bound: string, exclusive: string): void {
  if (typeof schema[exclusive] !== 'boolean') return;
  const isExclusive = schema[exclusive];
  Reflect.deleteProperty(schema, exclusive);
  if (!isExclusive || typeof schema[bound] !== 'number') return;
  schema[exclusive] = schema[bound];
  Reflect.deleteProperty(schema, bound);
}

/** Keywords OpenAI refuses in a schema with `strict: true`. */
const refusedWhenStrict = [
  'allOf',
  'default',
  'dependentRequired',
  'dependentSchemas',
  'else',
  'if',
  'not',
  'oneOf',
  'patternProperties',
  'then',
];

/**
 * Whether OpenAI accepts the schema with `strict: true`: every object lists all its properties as
 * required and forbids others.
 */
export function isStrictSchema(schema: JsonObject): boolean {
  if (refusedWhenStrict.some((keyword) => keyword in schema)) return false;
  const properties = schema.properties;
  if (schema.type === 'object' || isJsonObject(properties)) {
    if (schema.additionalProperties !== false) return false;
    const required = schema.required;
    const names = isJsonObject(properties) ? Object.keys(properties) : [];
    if (!names.every((name) => Array.isArray(required) && required.includes(name))) return false;
  }
  return Object.entries(schema).every(([key, value]) => {
    if (literals.has(key)) return true;
    return schemaMaps.has(key) && isJsonObject(value)
      ? Object.values(value).every(hasStrictParts)
      : hasStrictParts(value);
  });
}

function hasStrictParts(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(hasStrictParts);
  return !isJsonObject(value) || isStrictSchema(value);
}
