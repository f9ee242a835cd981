import type { JsonObject } from '@codegate/kernel';

import { omitKeys, readObject } from '../json/fields.js';
import type { Change, LlmRequest, Tool } from '../model.js';
import { describeCustomTool, takesCustomTools } from '../openai/custom-tools.js';
import { reportToolExtra, withNamespaceNotes, writeSchema } from '../openai/tool-notes.js';
import {
  type CustomTool,
  type FunctionTool,
  findTool,
  reportPointlessChoice,
  toStrict,
  writeParallel,
} from '../openai/tools.js';
import type { ToolNames } from '../tools/tool-names.js';
import type { Target } from '../target.js';
import { webSearchField } from './web-search.js';
import { customToolSchema } from '../tools/tool-arguments.js';

type Writing = { request: LlmRequest; target: Target; names: ToolNames; changes: Change[] };

const typeOnly: ReadonlySet<string> = new Set(['type']);

/** `tools`, `tool_choice` and `parallel_tool_calls`; none of them when no tool is left (CLIProxyAPI 87fb01b23). */
export function writeTools(
  request: LlmRequest,
  target: Target,
  names: ToolNames,
  changes: Change[],
): JsonObject {
  const writing: Writing = { request, target, names, changes };
  const search = writeSearch(request.tools);
  const tools = withNamespaceNotes(request.tools).flatMap((tool, index) =>
    writeTool(tool, `tools[${index}]`, writing),
  );
  if (tools.length === 0) {
    reportPointlessChoice(request, changes);
    return search;
  }
  if (request.toolChoice?.mode === 'none' && !target.quirks.toolChoice) {
    const reason = 'the provider has no option to disable them';
    changes.push({ action: 'dropped', path: 'tools', reason });
    return search;
  }
  return {
    ...search,
    tools,
    ...writeToolChoice(writing),
    ...writeParallel(request, target, changes),
  };
}

function writeSearch(tools: readonly Tool[]): JsonObject {
  const search = tools.find((tool) => tool.kind === 'hosted' && tool.type === webSearchField);
  return search?.kind === 'hosted' ? { [webSearchField]: omitKeys(search.raw, typeOnly) } : {};
}

function writeTool(tool: Tool, path: string, writing: Writing): JsonObject[] {
  switch (tool.kind) {
    case 'function':
      reportToolExtra(tool, path, writing.changes);
      return [writeFunction(tool, path, writing)];
    case 'custom':
      return [writeCustom(tool, path, writing)];
    case 'hosted':
      if (tool.type === webSearchField) return [];
      if (tool.dialect === 'chat') return [tool.raw];
      writing.changes.push({
        action: 'dropped',
        path,
        reason: `the target has no hosted tool ${tool.type}`,
      });
      return [];
  }
}

function writeFunction(tool: FunctionTool, path: string, writing: Writing): JsonObject {
  const { request, target, names, changes } = writing;
  const { quirks } = target;
  const strict = toStrict(tool, request);
  return {
    type: 'function',
    function: {
      name: names.nameFor(tool.name, tool.namespace),
      ...(tool.description === undefined ? {} : { description: tool.description }),
      parameters: writeSchema(tool.schema, quirks.refusedSchemaKeywords, path, changes),
      ...(strict === undefined ? {} : { strict }),
    },
    ...(quirks.cacheControl && tool.cache ? { cache_control: tool.cache } : {}),
  };
}

function writeCustom(tool: CustomTool, path: string, writing: Writing): JsonObject {
  const { request, target, names, changes } = writing;
  const name = names.nameFor(tool.name, tool.namespace, 'custom');
  if (takesCustomTools(request, target)) {
    const definition = omitKeys(tool.raw, typeOnly);
    return { type: 'custom', custom: { ...definition, name, ...nestFormat(definition.format) } };
  }
  const reason = 'a tool with free-form input is offered as a function';
  changes.push({ action: 'changed', path, reason });
  const { refusedSchemaKeywords } = target.quirks;
  const parameters = writeSchema(customToolSchema(), refusedSchemaKeywords, path, []);
  return {
    type: 'function',
    function: { name, description: describeCustomTool(tool), parameters },
  };
}

/** Chat nests the grammar, Responses does not. */
function nestFormat(raw: unknown): { format?: JsonObject } {
  const format = readObject(raw);
  if (format?.type !== 'grammar') return {};
  const { type, ...grammar } = format;
  return { format: { type, grammar } };
}

function writeToolChoice({ request, target, names, changes }: Writing): JsonObject {
  const choice = request.toolChoice;
  if (!choice) return {};
  if (!target.quirks.toolChoice) {
    if (choice.mode !== 'auto') {
      changes.push({
        action: 'dropped',
        path: 'tool_choice',
        reason: 'the provider has no such field',
      });
    }
    return {};
  }
  switch (choice.mode) {
    case 'auto':
    case 'none':
      return { tool_choice: choice.mode };
    case 'any':
      return { tool_choice: 'required' };
    case 'hosted':
      // These models search in every request.
      return {};
    case 'tool': {
      const tool = findTool(request, choice.name, changes);
      if (!tool) return {};
      const name = names.nameFor(tool.name, tool.namespace);
      return tool.kind === 'custom' && takesCustomTools(request, target)
        ? { tool_choice: { type: 'custom', custom: { name } } }
        : { tool_choice: { type: 'function', function: { name } } };
    }
  }
}
