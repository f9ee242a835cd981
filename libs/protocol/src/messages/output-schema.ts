import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { resolveReference } from '../tools/root-object.js';

/**
 * Keywords Anthropic's structured outputs do not know; they become a part of the description, as in Anthropic's own
 * SDKs. https://docs.anthropic.com/en/docs/build-with-claude/structured-outputs
 */
const toldInWords: ReadonlySet<string> = new Set([
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'uniqueItems',
]);
const schemaMaps: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);
const literals: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'required']);

/** A schema as Anthropic takes it for a response, and whether keywords had to be told in words. */
export type OutputSchema = { schema: JsonObject; isChanged: boolean };

/**
 * Writes the schema of a response as Anthropic's structured outputs take it: every object is closed, `oneOf` is
 * `anyOf`, and limits of numbers, texts and lists are a part of the description.
 *
 * @returns null when the schema cannot be written that way: an object with any names, or a schema that names itself
 */
export function toOutputSchema(schema: JsonObject): OutputSchema | null {
  if (namesItself(schema, schema, new Set())) return null;
  const writer = new Writer();
  const written = writer.write(schema);
  return writer.isImpossible ? null : { schema: written, isChanged: writer.isChanged };
}

class Writer {
  isImpossible = false;
  isChanged = false;

  write(schema: JsonObject): JsonObject {
    this.check(schema);
    const limits: string[] = [];
    const entries: [string, unknown][] = [];
    for (const [key, value] of Object.entries(schema)) {
      if (key === '$schema') continue;
      if (toldInWords.has(key) || (key === 'minItems' && Number(value) > 1)) {
        limits.push(`${key}: ${JSON.stringify(value)}`);
      } else {
        entries.push([key === 'oneOf' ? 'anyOf' : key, this.writeValue(key, value)]);
      }
    }
    const written: JsonObject = Object.fromEntries(entries);
    if (limits.length > 0) {
      this.isChanged = true;
      const given = typeof schema.description === 'string' ? `${schema.description} ` : '';
      written.description = `${given}{${limits.join(', ')}}`;
    }
    if (isObjectType(schema) && schema.additionalProperties !== false) {
      this.isChanged = true;
      written.additionalProperties = false;
    }
    return written;
  }

  private check({ $ref, type, properties, additionalProperties }: JsonObject): void {
    const isOpen = isJsonObject(additionalProperties) || additionalProperties === true;
    const hasNames = isJsonObject(properties) && Object.keys(properties).length > 0;
    const isMap = isOpen || (type === 'object' && !hasNames && additionalProperties !== false);
    const isExternal = typeof $ref === 'string' && !$ref.startsWith('#');
    if (isMap || isExternal) this.isImpossible = true;
  }

  private writeValue(key: string, value: unknown): unknown {
    if (literals.has(key)) return value;
    if (Array.isArray(value)) {
      return value.map((item: unknown) => (isJsonObject(item) ? this.write(item) : item));
    }
    if (!isJsonObject(value)) return value;
    if (!schemaMaps.has(key)) return this.write(value);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        isJsonObject(inner) ? this.write(inner) : inner,
      ]),
    );
  }
}

function isObjectType({ type, properties }: JsonObject): boolean {
  const hasType = type === 'object' || (Array.isArray(type) && type.includes('object'));
  return hasType || isJsonObject(properties);
}

/** Whether a reference leads back to a schema it is inside of. */
function namesItself(value: unknown, root: JsonObject, open: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.some((item) => namesItself(item, root, open));
  if (!isJsonObject(value)) return false;
  const { $ref } = value;
  if ($ref === '#') return true;
  if (typeof $ref === 'string' && $ref.startsWith('#/')) {
    if (open.has($ref)) return true;
    return namesItself(resolveReference($ref, root), root, new Set([...open, $ref]));
  }
  return Object.entries(value).some(
    ([key, inner]) => !literals.has(key) && !isDefinitions(key) && namesItself(inner, root, open),
  );
}

function isDefinitions(key: string): boolean {
  return key === '$defs' || key === 'definitions';
}
