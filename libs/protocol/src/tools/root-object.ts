import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { readObjects, readStrings } from '../json/fields.js';

/** Keywords Anthropic and OpenAI refuse at the top of a tool's schema. */
const unions = ['allOf', 'anyOf', 'oneOf'] as const;
const refusedAtTop: ReadonlySet<string> = new Set([...unions, '$ref', 'enum', 'const', 'not']);
/** A schema can name itself; no useful one is nested deeper at its top. */
const maxDepth = 16;

type Shape = {
  properties: Map<string, unknown[]>;
  required: Set<string>;
  additionalProperties: unknown;
  description?: string;
};

/** A tool's schema with one object at its top, and whether it had to be changed for that. */
export type RootObject = { schema: JsonObject; isChanged: boolean };

/**
 * Writes the unions and references at the top of a tool's schema as one object, because Anthropic and OpenAI refuse
 * them there. The object has the properties of all branches; it requires what every branch of `anyOf` and `oneOf`
 * requires and all that those of `allOf` require. Which properties belong together is told in the description.
 *
 * @param schema the caller's schema; it is not changed
 */
export function toRootObject(schema: JsonObject): RootObject {
  const isChanged = Object.keys(schema).some((keyword) => refusedAtTop.has(keyword));
  if (!isChanged) return { schema, isChanged };
  const shape = shapeOf(schema, schema, 0);
  const kept = Object.entries(schema).filter(
    ([keyword]) => !refusedAtTop.has(keyword) && keyword !== 'additionalProperties',
  );
  const { required, additionalProperties, description } = shape;
  const properties = [...shape.properties].map(([name, choices]) => [name, joinChoices(choices)]);
  const merged: JsonObject = {
    ...Object.fromEntries(kept),
    type: 'object',
    properties: Object.fromEntries(properties) as JsonObject,
    ...(required.size === 0 ? {} : { required: [...required] }),
    ...(additionalProperties === undefined ? {} : { additionalProperties }),
    ...(description === undefined ? {} : { description }),
  };
  if (required.size === 0) delete merged.required;
  return { schema: keepReferences(merged, schema), isChanged };
}

/** What a schema says about an object, with its unions and references at the top resolved. */
function shapeOf(schema: JsonObject, root: JsonObject, depth: number): Shape {
  const shape: Shape = {
    properties: new Map(),
    required: new Set(readStrings(schema.required)),
    additionalProperties: schema.additionalProperties,
  };
  if (typeof schema.description === 'string') shape.description = schema.description;
  if (isJsonObject(schema.properties)) {
    for (const [name, value] of Object.entries(schema.properties)) {
      shape.properties.set(name, [value]);
    }
  }
  if (depth >= maxDepth) return shape;
  const target = resolveReference(schema.$ref, root);
  if (target) addAll(shape, [shapeOf(target, root, depth + 1)]);
  const required = readObjects(schema.allOf).map((part) => shapeOf(part, root, depth + 1));
  addAll(shape, required);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const branches = readObjects(schema[keyword]).filter(({ type }) => type !== 'null');
    addOneOf(
      shape,
      branches.map((branch) => shapeOf(branch, root, depth + 1)),
    );
  }
  return shape;
}

/** All of the parts hold at the same time. */
function addAll(shape: Shape, parts: readonly Shape[]): void {
  for (const part of parts) {
    addProperties(shape, part);
    for (const name of part.required) shape.required.add(name);
    if (part.description !== undefined) shape.description ??= part.description;
    // Each part forbids the properties of the others; together they can only forbid what none of them has.
    shape.additionalProperties ??= part.additionalProperties;
  }
}

/** One of the branches holds. */
function addOneOf(shape: Shape, branches: readonly Shape[]): void {
  const [first] = branches;
  if (!first) return;
  for (const branch of branches) addProperties(shape, branch);
  for (const name of first.required) {
    if (branches.every(({ required }) => required.has(name))) shape.required.add(name);
  }
  if (branches.every(({ additionalProperties }) => additionalProperties === false)) {
    shape.additionalProperties ??= false;
  }
  if (branches.length === 1) return;
  const sets = branches.map(({ properties }) => [...properties.keys()].join(', ') || 'none');
  if (new Set(sets).size === 1) return;
  const note = `Give the properties of one of these sets: ${sets.map((set) => `(${set})`).join(' or ')}.`;
  shape.description = [shape.description, note].filter((text) => text !== undefined).join('\n');
}

function addProperties(shape: Shape, { properties }: Shape): void {
  for (const [name, choices] of properties) {
    const known = shape.properties.get(name) ?? [];
    const texts = new Set(known.map((choice) => JSON.stringify(choice)));
    const added = choices.filter((choice) => !texts.has(JSON.stringify(choice)));
    shape.properties.set(name, [...known, ...added]);
  }
}

/** A property several branches define differently; the value that tells branches apart becomes an enum. */
function joinChoices(choices: readonly unknown[]): unknown {
  if (choices.length === 1) return choices[0];
  const values = choices.map(valuesOf);
  if (values.some((each) => each === undefined)) return { anyOf: choices };
  const literals = [...new Set(values.flatMap((each) => each ?? []))];
  const isText = literals.every((literal) => typeof literal === 'string');
  return { ...(isText ? { type: 'string' } : {}), enum: literals };
}

function valuesOf(schema: unknown): unknown[] | undefined {
  if (!isJsonObject(schema)) return undefined;
  const known = new Set(['type', 'const', 'enum', 'description', 'default', 'title']);
  if (Object.keys(schema).some((keyword) => !known.has(keyword))) return undefined;
  if (schema.const !== undefined) return [schema.const];
  return Array.isArray(schema.enum) ? (schema.enum as unknown[]) : undefined;
}

/** The schema a reference inside the document names; undefined for any other. */
export function resolveReference(reference: unknown, root: JsonObject): JsonObject | undefined {
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return undefined;
  let value: unknown = root;
  for (const step of reference.slice(2).split('/')) {
    const name = decodeStep(step);
    if (Array.isArray(value)) value = (value as unknown[])[Number(name)];
    else if (isJsonObject(value) && Object.hasOwn(value, name)) value = value[name];
    else return undefined;
  }
  return isJsonObject(value) ? value : undefined;
}

/** RFC 6901; generators also escape as in URIs. */
function decodeStep(step: string): string {
  const plain = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** References into a union that is no longer there (zod-to-json-schema writes them) get a definition of their own. */
function keepReferences(merged: JsonObject, root: JsonObject): JsonObject {
  const definitions = new Map<string, { name: string; schema: unknown }>();
  const rewrite = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rewrite);
    if (!isJsonObject(value)) return value;
    const copy = Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === '$ref' ? inner : rewrite(inner)]),
    );
    const reference = value.$ref;
    if (typeof reference !== 'string' || !pointsIntoUnion(reference)) return copy;
    const known = definitions.get(reference);
    if (known) return { ...copy, $ref: `#/$defs/${known.name}` };
    const target = resolveReference(reference, root);
    if (!target) return copy;
    const name = `branch${definitions.size + 1}`;
    const definition: { name: string; schema: unknown } = { name, schema: {} };
    // Known before it is written, because it may name itself.
    definitions.set(reference, definition);
    definition.schema = rewrite(target);
    return { ...copy, $ref: `#/$defs/${name}` };
  };
  const written = rewrite(merged) as JsonObject;
  if (definitions.size === 0) return merged;
  const added = [...definitions.values()].map(({ name, schema }) => [name, schema]);
  const own = isJsonObject(written.$defs) ? written.$defs : {};
  return { ...written, $defs: { ...own, ...(Object.fromEntries(added) as JsonObject) } };
}

function pointsIntoUnion(reference: string): boolean {
  return unions.some((keyword) => reference.startsWith(`#/${keyword}/`));
}
