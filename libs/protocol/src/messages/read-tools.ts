import type { JsonObject } from '@codegate/kernel';

import { omitKeys, readBoolean, readObject, readObjects, readString } from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import { refuse } from '../request/refuse.js';
import type { Tool, ToolChoice } from '../model.js';
import { readCache } from './read-content.js';

const functionKeys: ReadonlySet<string> = new Set([
  'type',
  'name',
  'description',
  'input_schema',
  'strict',
  'cache_control',
]);

export function readTools(value: unknown): Tool[] {
  return readObjects(value).map((raw, index) => readTool(raw, `tools[${index}]`));
}

function readTool(raw: JsonObject, path: string): Tool {
  const type = readString(raw.type) ?? 'custom';
  if (type !== 'custom') return { kind: 'hosted', dialect: 'messages', type, raw };
  const name = readString(raw.name) ?? refuse(`${path}.name`, `'${path}.name' is missing`);
  // Claude Code's placeholder for tools it loads later; other models do not know it.
  if (name === 'DeferredToolPlaceholder' && raw.defer_loading === true) {
    return { kind: 'hosted', dialect: 'messages', type: 'deferred_tool_placeholder', raw };
  }
  const extra = omitKeys(raw, functionKeys);
  return {
    kind: 'function',
    name,
    ...omitUndefined({
      description: readString(raw.description),
      strict: readBoolean(raw.strict),
    }),
    schema: readObject(raw.input_schema) ?? {},
    ...readCache(raw),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

/** `tool_choice`, which also allows or forbids parallel calls. */
export function readToolChoice(value: unknown): {
  toolChoice?: ToolChoice;
  parallelTools?: boolean;
} {
  const choice = readObject(value);
  if (!choice) return {};
  const toolChoice = readMode(choice);
  return {
    ...(toolChoice ? { toolChoice } : {}),
    ...(choice.disable_parallel_tool_use === true ? { parallelTools: false } : {}),
  };
}

function readMode(choice: JsonObject): ToolChoice | undefined {
  switch (choice.type) {
    case 'auto':
    case 'any':
    case 'none':
      return { mode: choice.type };
    case 'tool': {
      const name = readString(choice.name);
      return name === undefined ? undefined : { mode: 'tool', name };
    }
    default:
      return undefined;
  }
}
