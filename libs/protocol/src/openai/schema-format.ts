import type { JsonObject } from '@codegate/kernel';

import { readBoolean, readObject, readString } from '../json/fields.js';
import type { LlmRequest, OutputFormat, TextPart } from '../model.js';
import { isStrictSchema } from '../tools/schema.js';

/** `{name, schema, strict}`, which Chat nests in json_schema and Responses does not. */
export function toSchemaFormat(definition: JsonObject): OutputFormat {
  const strict = readBoolean(definition.strict);
  return {
    kind: 'json_schema',
    name: readString(definition.name) ?? 'response',
    schema: readObject(definition.schema) ?? {},
    ...(strict === undefined ? {} : { strict }),
  };
}

export type SchemaFormat = Extract<OutputFormat, { kind: 'json_schema' }>;

/** The schema as an instruction, for models that take none. */
export function toSchemaInstruction(format: SchemaFormat): TextPart {
  const schema = JSON.stringify(format.schema);
  const text = `Answer with one JSON value and nothing else. It must match this JSON schema:\n${schema}`;
  return { type: 'text', text };
}

/** Anthropic's format is always strict, but with schemas OpenAI may not take that way. */
export function toStrictFormat(format: SchemaFormat, request: LlmRequest): boolean | undefined {
  return request.dialect === 'messages' ? isStrictSchema(format.schema) : format.strict;
}
