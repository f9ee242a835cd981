import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { fieldDescriptions, type FieldDescription } from './field-descriptions.data.js';
import { usualSummary } from './operation-names.js';
import { problemResponses, problemsOf } from './problem-responses.js';
import { toOpenApi31 } from './to-openapi-31.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * Adds to Nest's document what the code does not contain: the errors of every operation, descriptions of common
 * fields, schema names without `Dto`. The output is deterministic: sorted, and independent of the machine.
 */
export function completeDocument(written: object): JsonObject {
  const document = renameSchemas(written as JsonObject);
  const components = objectOf(document.components);
  const schemas = mapValues(sorted(objectOf(components.schemas)), describeFields);
  const complete = {
    ...document,
    paths: mapValues(sorted(objectOf(document.paths)), completePath),
    components: {
      ...components,
      schemas,
      responses: problemResponses(),
    },
  };
  return toOpenApi31(complete);
}

/** Removes `Dto` from a schema name: clients see an Account. */
function renameSchemas(document: JsonObject): JsonObject {
  const text = JSON.stringify(document);
  const renamed = text.replaceAll(/(#\/components\/schemas\/\w+?)Dto"/g, '$1"');
  const { components, ...rest } = JSON.parse(renamed) as JsonObject;
  const { schemas, ...others } = objectOf(components);
  const entries = Object.entries(objectOf(schemas));
  return {
    ...rest,
    components: {
      ...others,
      schemas: Object.fromEntries(entries.map(([name, it]) => [name.replace(/Dto$/, ''), it])),
    },
  };
}

function completePath(path: unknown): JsonObject {
  const operations = objectOf(path);
  const present = methods.filter((method) => method in operations);
  return Object.fromEntries(
    present.map((method) => [method, completeOperation(method, objectOf(operations[method]))]),
  );
}

function completeOperation(method: string, operation: JsonObject): JsonObject {
  const { operationId, summary, responses, requestBody, ...rest } = operation;
  const parameters = listOf(operation.parameters).map((parameter) => describe(parameter, 'query'));
  const successes = Object.entries(objectOf(responses)).filter(([status]) => status !== 'default');
  const problems = problemsOf({
    isPublic: operation['x-access'] === 'public',
    hasBody: requestBody !== undefined,
    hasInput: requestBody !== undefined || parameters.length > 0,
    hasPathParameter: parameters.some((parameter) => parameter.in === 'path'),
    changes: method !== 'get',
  });
  return {
    operationId,
    summary: summary ?? usualSummary(String(operationId)),
    ...rest,
    parameters,
    ...(requestBody === undefined ? {} : { requestBody: describeBody(requestBody) }),
    responses: {
      ...problems,
      ...Object.fromEntries(
        successes.map(([status, it]) => [status, describeResponse(status, it)]),
      ),
    },
  };
}

function describeResponse(status: string, answer: unknown): JsonObject {
  const { description, ...rest } = objectOf(answer);
  const usual = status === '204' ? 'Done; the response is empty.' : 'The response.';
  return { ...describeBody(rest), description: description === '' ? usual : description };
}

/** The content of a request body or a response; inline schemas have no name. */
function describeBody(body: unknown): JsonObject {
  const { content, ...rest } = objectOf(body);
  if (!isJsonObject(content)) return rest;
  const described = mapValues(content, (media) => {
    const { schema, ...others } = objectOf(media);
    return { ...others, schema: describeFields(schema, '') };
  });
  return { ...rest, content: described };
}

function describeFields(schema: unknown, name: string): JsonObject {
  const { properties, ...rest } = objectOf(schema);
  if (!isJsonObject(properties)) return rest;
  const described = Object.entries(properties).map(([field, it]) => [
    field,
    describe({ ...objectOf(it), name: field }, name),
  ]);
  return { ...rest, properties: Object.fromEntries(described) as JsonObject };
}

/** Adds the common description of a name to a field or a parameter. */
function describe(it: JsonObject, owner: string): JsonObject {
  const { name, ...rest } = it;
  const isParameter = 'in' in it;
  const words = descriptionFor(owner, String(name));
  const known = isParameter ? it : rest;
  if (it.description !== undefined || words === undefined) return known;
  const { description, example, format } = words;
  if (isParameter || known.type === undefined) return { ...known, description };
  return {
    ...known,
    ...(format === undefined || known.type !== 'string' ? {} : { format }),
    description,
    ...(example === undefined || !fits(example, known) ? {} : { example }),
  };
}

function descriptionFor(owner: string, name: string): FieldDescription | undefined {
  const key = [`${owner}.${name}`, name].find((candidate) =>
    Object.hasOwn(fieldDescriptions, candidate),
  );
  const words = key === undefined ? undefined : fieldDescriptions[key];
  return typeof words === 'string' ? { description: words } : words;
}

function fits(example: unknown, { type, enum: values }: JsonObject): boolean {
  return Array.isArray(values) ? values.includes(example) : typeof example === type;
}

function mapValues(
  map: JsonObject,
  change: (value: unknown, name: string) => JsonObject,
): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([name, it]) => [name, change(it, name)]));
}

function sorted(map: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
