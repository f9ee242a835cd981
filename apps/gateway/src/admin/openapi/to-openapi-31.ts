import { isJsonObject, type JsonObject } from '@codegate/kernel';

/**
 * Converts an OpenAPI 3.0 document, which Nest writes, to 3.1: nullable becomes a type, exclusive bounds become
 * numbers, examples become lists. Everything else is the same in both.
 */
export function toOpenApi31(document: JsonObject): JsonObject {
  return { ...(convert(document) as JsonObject), openapi: '3.1.0' };
}

/** Keys whose members are names of fields; a field called `example` is not an example. */
const namesInside = new Set(['properties', 'schemas', 'responses', 'paths', 'parameters']);
/** Keywords whose values are data, which stay unchanged. */
const data = new Set(['example', 'examples', 'default', 'enum', 'const', 'required']);

function convert(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(convert);
  if (!isJsonObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    if (data.has(key)) return [key, value];
    return [key, namesInside.has(key) && isJsonObject(value) ? convertEach(value) : convert(value)];
  });
  return convertSchema(Object.fromEntries(entries) as JsonObject);
}

function convertEach(map: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, convert(value)]));
}

function convertSchema(schema: JsonObject): JsonObject {
  const { nullable, ...rest } = isSchema(schema) ? withNumericBounds(withExamples(schema)) : schema;
  return nullable === true ? orNull(rest) : rest;
}

/** Parameters and media types have examples too, which are unchanged in 3.1. */
function isSchema(node: JsonObject): boolean {
  return !('in' in node || 'schema' in node);
}

function withExamples({ example, ...rest }: JsonObject): JsonObject {
  return example === undefined ? rest : { ...rest, examples: [example] };
}

function withNumericBounds(schema: JsonObject): JsonObject {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = schema;
  return {
    ...rest,
    ...bound('minimum', 'exclusiveMinimum', minimum, exclusiveMinimum),
    ...bound('maximum', 'exclusiveMaximum', maximum, exclusiveMaximum),
  };
}

function bound(plain: string, exclusive: string, limit: unknown, isExclusive: unknown): JsonObject {
  if (limit !== undefined) return { [isExclusive === true ? exclusive : plain]: limit };
  return typeof isExclusive === 'number' ? { [exclusive]: isExclusive } : {};
}

function orNull(schema: JsonObject): JsonObject {
  const { type, oneOf, anyOf, allOf, $ref, ...others } = schema;
  const choices = listOf(oneOf ?? anyOf ?? allOf);
  const values = listOf(others.enum);
  if ($ref !== undefined) return { ...others, anyOf: [{ $ref }, { type: 'null' }] };
  // Nest wraps a reference with a description into `allOf`.
  if (choices.length > 0) return { ...others, anyOf: [...choices, { type: 'null' }] };
  return {
    ...others,
    ...(type === undefined ? {} : { type: [type, 'null'] }),
    ...(values.length > 0 ? { enum: [...new Set([...values, null])] } : {}),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
