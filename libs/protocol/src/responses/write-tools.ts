import type { JsonObject } from '@codegate/kernel';

import type { Change, LlmRequest, Tool } from '../model.js';
import { describeCustomTool, takesCustomTools } from '../openai/custom-tools.js';
import { reportToolExtra, withNamespaceNotes, writeSchema } from '../openai/tool-notes.js';
import { findTool, reportPointlessChoice, toStrict, writeParallel } from '../openai/tools.js';
import type { ToolNames } from '../tools/tool-names.js';
import type { Target } from '../target.js';
import { customToolSchema } from '../tools/tool-arguments.js';

type Writing = { request: LlmRequest; target: Target; names: ToolNames; changes: Change[] };

/** `tools`, `tool_choice` and `parallel_tool_calls`; none of them when no tool is left. */
export function writeTools(
  request: LlmRequest,
  target: Target,
  names: ToolNames,
  changes: Change[],
): JsonObject {
  const writing: Writing = { request, target, names, changes };
  const tools = withNamespaceNotes(request.tools).flatMap((tool, index) =>
    writeTool(tool, `tools[${index}]`, writing),
  );
  if (tools.length === 0) {
    reportPointlessChoice(request, changes);
    return {};
  }
  const { maxHostedCalls } = request;
  return {
    tools,
    ...writeToolChoice(writing),
    ...writeParallel(request, target, changes),
    ...(maxHostedCalls === undefined ? {} : { max_tool_calls: maxHostedCalls }),
  };
}

function writeTool(tool: Tool, path: string, writing: Writing): JsonObject[] {
  const { request, target, names, changes } = writing;
  switch (tool.kind) {
    case 'function': {
      reportToolExtra(tool, path, changes);
      // Unlike Chat, Responses makes a function strict by default.
      const strict =
        toStrict(tool, request) ?? (request.dialect === 'responses' ? undefined : false);
      return [
        {
          type: 'function',
          name: names.nameFor(tool.name, tool.namespace),
          ...(tool.description === undefined ? {} : { description: tool.description }),
          parameters: writeSchema(tool.schema, target.quirks.refusedSchemaKeywords, path, changes),
          ...(strict === undefined ? {} : { strict }),
        },
      ];
    }
    case 'custom':
      return [writeCustom(tool, path, writing)];
    case 'hosted':
      if (tool.dialect === 'responses') return [tool.raw];
      changes.push({
        action: 'dropped',
        path,
        reason: `the target has no hosted tool ${tool.type}`,
      });
      return [];
  }
}

function writeCustom(
  tool: Extract<Tool, { kind: 'custom' }>,
  path: string,
  { request, target, names, changes }: Writing,
): JsonObject {
  const name = names.nameFor(tool.name, tool.namespace, 'custom');
  if (takesCustomTools(request, target)) return { ...tool.raw, type: 'custom', name };
  const reason = 'a tool with free-form input is offered as a function';
  changes.push({ action: 'changed', path, reason });
  return {
    type: 'function',
    name,
    description: describeCustomTool(tool),
    parameters: customToolSchema(),
    strict: false,
  };
}

function writeToolChoice({ request, target, names, changes }: Writing): JsonObject {
  const choice = request.toolChoice;
  if (!choice) return {};
  switch (choice.mode) {
    case 'auto':
    case 'none':
      return { tool_choice: choice.mode };
    case 'any':
      return { tool_choice: 'required' };
    case 'hosted':
      return { tool_choice: { type: choice.type } };
    case 'tool': {
      const tool = findTool(request, choice.name, changes);
      if (!tool) return {};
      const isCustom = tool.kind === 'custom' && takesCustomTools(request, target);
      const name = names.nameFor(tool.name, tool.namespace);
      return { tool_choice: { type: isCustom ? 'custom' : 'function', name } };
    }
  }
}
