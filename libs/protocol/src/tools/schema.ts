import { isJsonObject, type JsonObject } from '@codegate/kernel';

const neverSent: ReadonlySet<string> = new Set(['$schema']);
const schemaMaps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
]);
/** Values, not schemas: a property called like a keyword in there must stay. */
const literals: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'example', 'examples']);

/**
 * A tool's JSON schema in the form servers other than Anthropic take: no `$schema`, always type object
 * with properties (OpenAI refuses an object schema without), and without the keywords the provider
 * refuses (musistudio/claude-code-router#708). The caller's object is not changed.
 */
export function cleanSchema(
  schema: JsonObject | undefined,
  refusedKeywords: readonly string[] = [],
): JsonObject {
  const refused =
    refusedKeywords.length === 0 ? neverSent : new Set(['$schema', ...refusedKeywords]);
  const cleaned = schema ? cleanKeywords(schema, refused) : {};
  return {
    ...cleaned,
    type: 'object',
    properties: isJsonObject(cleaned.properties) ? cleaned.properties : {},
  };
}

/** The same for the schema of a response, which need not be an object. */
export function removeKeywords(schema: JsonObject, refusedKeywords: readonly string[]): JsonObject {
  return cleanKeywords(schema, new Set(['$schema', ...refusedKeywords]));
}

function cleanKeywords(schema: JsonObject, refused: ReadonlySet<string>): JsonObject {
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (refused.has(key)) continue;
    entries.push([key, literals.has(key) ? value : cleanValue(key, value, refused)]);
  }
  return Object.fromEntries(entries);
}

function cleanValue(key: string, value: unknown, refused: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (isJsonObject(item) ? cleanKeywords(item, refused) : item));
  }
  if (!isJsonObject(value)) return value;
  if (!schemaMaps.has(key)) return cleanKeywords(value, refused);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isJsonObject(inner) ? cleanKeywords(inner, refused) : inner,
    ]),
  );
}

/**
 * Whether OpenAI accepts the schema with `strict: true`: every object lists all its properties as
 * required and forbids others.
 */
export function isStrictSchema(schema: JsonObject): boolean {
  const properties = schema.properties;
  if (schema.type === 'object' || isJsonObject(properties)) {
    if (schema.additionalProperties !== false) return false;
    const required = schema.required;
    const names = isJsonObject(properties) ? Object.keys(properties) : [];
    if (!names.every((name) => Array.isArray(required) && required.includes(name))) return false;
  }
  return Object.entries(schema).every(([key, value]) => literals.has(key) || hasStrictParts(value));
}

function hasStrictParts(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(hasStrictParts);
  if (!isJsonObject(value)) return true;
  return 'type' in value || 'properties' in value || 'anyOf' in value
    ? isStrictSchema(value)
    : Object.values(value).every(hasStrictParts);
}
