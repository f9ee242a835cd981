import type { JsonObject } from '@codegate/kernel';

import { readBoolean, readObject, readObjects, readString } from '../json/fields.js';
import type { Tool } from '../model.js';
import { keepAllowedTools } from '../openai/allowed-tools.js';
import { readCache } from '../openai/content.js';
import { type ChosenTools, readMode } from '../openai/tool-choice.js';
import { webSearchField } from './web-search.js';
import { refuse } from '../request/refuse.js';

/** `tools`, the `functions` of before 2024, and the options of a web search. */
export function readTools(body: JsonObject): Tool[] {
  const tools = readObjects(body.tools).map((raw, index) => readTool(raw, `tools[${index}]`));
  const functions = readObjects(body.functions).map((raw, index) =>
    readFunction(raw, raw, `functions[${index}]`),
  );
  const options = readObject(body[webSearchField]);
  if (!options) return [...tools, ...functions];
  const raw = { type: webSearchField, ...options };
  return [...tools, ...functions, { kind: 'hosted', dialect: 'chat', type: webSearchField, raw }];
}

function readTool(raw: JsonObject, path: string): Tool {
  const definition = readObject(raw.function);
  if (definition) return readFunction(definition, raw, `${path}.function`);
  const custom = readObject(raw.custom);
  if (raw.type === 'custom' && custom) return readCustom(custom, `${path}.custom`);
  const type = readString(raw.type) ?? refuse(`${path}.type`, `'${path}.type' is missing`);
  if (type === 'function') refuse(`${path}.function`, `'${path}.function' is missing`);
  return { kind: 'hosted', dialect: 'chat', type, raw };
}

function readFunction(definition: JsonObject, raw: JsonObject, path: string): Tool {
  const description = readString(definition.description);
  const strict = readBoolean(definition.strict);
  return {
    kind: 'function',
    name: readName(definition, path),
    ...(description === undefined ? {} : { description }),
    schema: readObject(definition.parameters) ?? {},
    ...(strict === undefined ? {} : { strict }),
    ...readCache(raw),
  };
}

function readCustom(custom: JsonObject, path: string): Tool {
  const name = readName(custom, path);
  const description = readString(custom.description);
  return {
    kind: 'custom',
    name,
    ...(description === undefined ? {} : { description }),
    raw: { type: 'custom', ...custom, ...flattenFormat(custom.format) },
  };
}

/** Chat nests the grammar (`{type, grammar: {syntax, definition}}`); Responses does not. */
function flattenFormat(raw: unknown): { format?: JsonObject } {
  const format = readObject(raw);
  const grammar = readObject(format?.grammar);
  if (!format || !grammar) return {};
  return { format: { type: format.type, ...grammar } };
}

function readName(definition: JsonObject, path: string): string {
  return readString(definition.name) ?? refuse(`${path}.name`, `'${path}.name' is missing`);
}

/** `tool_choice`, or the older `function_call`. `allowed_tools` becomes a shorter list of tools. */
export function readToolChoice(body: JsonObject, tools: Tool[]): ChosenTools {
  const choice = body.tool_choice ?? body.function_call;
  if (choice === undefined || choice === null) return { tools };
  const mode = readMode(choice);
  if (mode) return { tools, toolChoice: mode };
  const object = readObject(choice) ?? {};
  const allowed = readObject(object.allowed_tools);
  if (allowed) {
    return {
      tools: keepAllowedTools(tools, readObjects(allowed.tools)),
      toolChoice: readMode(allowed.mode) ?? { mode: 'auto' },
    };
  }
  const named = readObject(object.function) ?? readObject(object.custom) ?? object;
  const name = readString(named.name);
  return name === undefined
    ? { tools, rest: choice }
    : { tools, toolChoice: { mode: 'tool', name } };
}
