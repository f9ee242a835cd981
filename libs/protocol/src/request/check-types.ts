import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { Dialect } from '../endpoints.js';
import { refuse } from './refuse.js';

type Kind = 'string' | 'number' | 'boolean' | 'array' | 'object';

const text: readonly Kind[] = ['string', 'array'];
const choice: readonly Kind[] = ['string', 'object'];

/** Types of the fields a conversion reads. Fields of the wrong type would be left out without a word. */
const kindsOf: Readonly<Record<Dialect, Readonly<Record<string, Kind | readonly Kind[]>>>> = {
  messages: {
    messages: 'array',
    system: text,
    max_tokens: 'number',
    temperature: 'number',
    top_p: 'number',
    top_k: 'number',
    stop_sequences: 'array',
    tools: 'array',
    tool_choice: 'object',
    thinking: 'object',
    output_config: 'object',
    output_format: 'object',
    metadata: 'object',
    service_tier: 'string',
  },
  chat: {
    messages: 'array',
    max_tokens: 'number',
    max_completion_tokens: 'number',
    temperature: 'number',
    top_p: 'number',
    n: 'number',
    stop: text,
    stream_options: 'object',
    tools: 'array',
    functions: 'array',
    tool_choice: choice,
    function_call: choice,
    parallel_tool_calls: 'boolean',
    reasoning_effort: 'string',
    response_format: 'object',
    safety_identifier: 'string',
    user: 'string',
    service_tier: 'string',
  },
  responses: {
    input: text,
    instructions: text,
    max_output_tokens: 'number',
    temperature: 'number',
    top_p: 'number',
    stream_options: 'object',
    tools: 'array',
    tool_choice: choice,
    parallel_tool_calls: 'boolean',
    reasoning: 'object',
    text: 'object',
    safety_identifier: 'string',
    user: 'string',
    service_tier: 'string',
  },
};

/** Lists whose members are objects; anything else in them would be left out without a word. */
const listsOfObjects = ['tools', 'functions', 'system'] as const;
/** What holds the content of a message or item. */
const contentFields = ['content', 'output', 'tool_calls'] as const;

/**
 * Rejects fields that are not of the type the caller's wire format gives them. `null` is as good as absent, as it
 * is for the SDKs.
 *
 * @throws GatewayError `invalid_request` that names the field
 */
export function checkTypes(dialect: Dialect, body: JsonObject): void {
  for (const [field, kinds] of Object.entries(kindsOf[dialect]))
    checkKind(body[field], kinds, field);
  for (const field of listsOfObjects) checkObjects(body[field], field);
  const history = dialect === 'responses' ? body.input : body.messages;
  const field = dialect === 'responses' ? 'input' : 'messages';
  if (Array.isArray(history)) {
    history.forEach((item: unknown, index) => checkItem(item, `${field}[${index}]`));
  }
}

/** Members of the history that are no objects are refused where they are read. */
function checkItem(item: unknown, path: string): void {
  if (!isJsonObject(item)) return;
  checkKind(item.content, text, `${path}.content`);
  checkKind(item.tool_calls, 'array', `${path}.tool_calls`);
  for (const field of contentFields) checkObjects(item[field], `${path}.${field}`);
}

function checkObjects(list: unknown, path: string): void {
  if (!Array.isArray(list)) return;
  list.forEach((item: unknown, index) => {
    if (!isJsonObject(item)) refuse(`${path}[${index}]`, `'${path}[${index}]' must be an object`);
  });
}

function checkKind(value: unknown, wanted: Kind | readonly Kind[], path: string): void {
  if (value === undefined || value === null) return;
  const kinds = typeof wanted === 'string' ? [wanted] : wanted;
  const kind = Array.isArray(value) ? 'array' : typeof value;
  if (kinds.some((each) => each === kind)) return;
  const names = kinds.map((each) => (/^[aeiou]/.test(each) ? `an ${each}` : `a ${each}`));
  refuse(path, `'${path}' must be ${names.join(' or ')}`);
}
