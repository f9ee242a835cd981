import type { JsonObject } from '@codegate/kernel';

import { readBoolean, readObject, readObjects, readString } from '../json/fields.js';
import type { Tool } from '../model.js';
import { keepAllowedTools } from '../openai/allowed-tools.js';
import { type ChosenTools, readMode } from '../openai/tool-choice.js';
import { refuse } from '../request/refuse.js';

type Namespace = { namespace?: string; namespaceDescription?: string };

/** A list of tools; the tools of a namespace become tools that know their namespace. */
export function readTools(list: unknown, path: string, namespace: Namespace = {}): Tool[] {
  return readObjects(list).flatMap((raw, index) => readTool(raw, `${path}[${index}]`, namespace));
}

function readTool(raw: JsonObject, path: string, namespace: Namespace): Tool[] {
  const type = readString(raw.type) ?? refuse(`${path}.type`, `'${path}.type' is missing`);
  switch (type) {
    case 'namespace':
      return readTools(raw.tools, `${path}.tools`, toNamespace(raw, path));
    case 'function':
      return [readFunction(raw, path, namespace)];
    case 'custom':
      return [readCustom(raw, path, namespace)];
    default:
      return [{ kind: 'hosted', dialect: 'responses', type, raw }];
  }
}

/** Where tools are that have no namespace; calls to them name none (recorded of Codex 0.169). */
const defaultNamespace = 'functions';

function toNamespace(raw: JsonObject, path: string): Namespace {
  if (raw.name === defaultNamespace) return {};
  const description = readString(raw.description);
  return {
    namespace: readName(raw, path),
    ...(description === undefined ? {} : { namespaceDescription: description }),
  };
}

function readFunction(raw: JsonObject, path: string, namespace: Namespace): Tool {
  const description = readString(raw.description);
  const strict = readBoolean(raw.strict);
  return {
    kind: 'function',
    name: readName(raw, path),
    ...namespace,
    ...(description === undefined ? {} : { description }),
    schema: readObject(raw.parameters) ?? {},
    ...(strict === undefined ? {} : { strict }),
  };
}

function readCustom(raw: JsonObject, path: string, namespace: Namespace): Tool {
  const description = readString(raw.description);
  return {
    kind: 'custom',
    name: readName(raw, path),
    ...namespace,
    ...(description === undefined ? {} : { description }),
    raw,
  };
}

function readName(raw: JsonObject, path: string): string {
  return readString(raw.name) || refuse(`${path}.name`, `'${path}.name' is missing`);
}

/**
 * The tools of the request and those of `additional_tools` items (10/chatgpt-codex-proxy#9). A tool that is
 * defined again replaces the earlier definition.
 */
export function mergeTools(tools: Tool[], additional: readonly Tool[]): Tool[] {
  if (additional.length === 0) return tools;
  const merged = new Map<string, Tool>();
  for (const tool of [...tools, ...additional]) merged.set(keyOf(tool), tool);
  return [...merged.values()];
}

function keyOf(tool: Tool): string {
  if (tool.kind === 'hosted') return `hosted ${tool.type}`;
  return `${tool.namespace ?? ''} ${tool.name}`;
}

/** `tool_choice`: flat, where Chat nests. */
export function readToolChoice(choice: unknown, tools: Tool[]): ChosenTools {
  if (choice === undefined || choice === null) return { tools };
  const mode = readMode(choice);
  if (mode) return { tools, toolChoice: mode };
  const object = readObject(choice) ?? {};
  if (object.type === 'allowed_tools') {
    return {
      tools: keepAllowedTools(tools, readObjects(object.tools)),
      toolChoice: readMode(object.mode) ?? { mode: 'auto' },
    };
  }
  const name = readString(object.name);
  const { type } = object;
  const isNamed = type === 'function' || type === 'custom';
  if (isNamed && name !== undefined) return { tools, toolChoice: { mode: 'tool', name } };
  const isOnlyType = typeof type === 'string' && Object.keys(object).length === 1;
  const isHosted = tools.some((tool) => tool.kind === 'hosted' && tool.type === type);
  return isOnlyType && isHosted
    ? { tools, toolChoice: { mode: 'hosted', type } }
    : { tools, rest: choice };
}
