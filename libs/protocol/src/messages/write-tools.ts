import type { JsonObject } from '@codegate/kernel';

import { readString } from '../json/fields.js';
import { isStrictSchema, toToolSchema } from '../tools/schema.js';
import { unionChanged, writeSchema as writeOpenSchema } from '../openai/tool-notes.js';
import { customToolSchema } from '../tools/tool-arguments.js';
import { describeCustomTool } from '../openai/custom-tools.js';
import type { Tool, ToolChoice } from '../model.js';
import { toOutputSchema } from './output-schema.js';
import type { BlockWriting } from './write-blocks.js';

type FunctionTool = Extract<Tool, { kind: 'function' }>;

/** `tools` and `tool_choice`; neither of them when there is no tool (CLIProxyAPI 87fb01b23). */
export function writeTools(writing: BlockWriting): JsonObject {
  const { request, changes } = writing;
  const tools = request.tools.flatMap((tool, index) => writeTool(tool, `tools[${index}]`, writing));
  if (tools.length > 0) return { tools, ...writeToolChoice(writing) };
  if (request.toolChoice) {
    changes.push({ action: 'dropped', path: 'tool_choice', reason: 'there are no tools' });
  }
  return {};
}

function writeTool(tool: Tool, path: string, writing: BlockWriting): JsonObject[] {
  const { names, changes } = writing;
  switch (tool.kind) {
    case 'function':
      return [writeFunction(tool, path, writing)];
    case 'custom':
      changes.push({
        action: 'changed',
        path,
        reason: 'a tool with free-form input is offered as a function',
      });
      return [
        {
          name: names.nameFor(tool.name, tool.namespace, 'custom'),
          description: describeCustomTool(tool),
          input_schema: customToolSchema(),
        },
      ];
    case 'hosted':
      if (tool.dialect === 'messages') return [{ ...tool.raw }];
      changes.push({
        action: 'dropped',
        path,
        reason: `the target has no hosted tool ${tool.type}`,
      });
      return [];
  }
}

function writeFunction(tool: FunctionTool, path: string, writing: BlockWriting): JsonObject {
  const { request, target, names } = writing;
  const isStrict =
    tool.strict === true &&
    target.capabilities.structuredOutput &&
    isStrictSchema(tool.schema) &&
    (request.dialect === 'messages' || toOutputSchema(tool.schema)?.isChanged === false);
  return {
    name: names.nameFor(tool.name, tool.namespace),
    ...(tool.description === undefined ? {} : { description: tool.description }),
    input_schema: writeSchema(tool.schema, path, writing),
    ...(isStrict ? { strict: true } : {}),
    ...(tool.cache ? { cache_control: tool.cache } : {}),
    ...(request.dialect === 'messages' ? tool.extra : {}),
  };
}

function writeSchema(schema: JsonObject, path: string, writing: BlockWriting): JsonObject {
  const { request, target, changes } = writing;
  if (target.issuer !== 'anthropic') {
    return writeOpenSchema(schema, target.quirks.refusedSchemaKeywords, path, changes);
  }
  if (request.dialect === 'messages') return schema;
  const written = toToolSchema(schema, { refusedKeywords: [], needsItems: false });
  if (written.isRestructured) changes.push({ action: 'changed', path, reason: unionChanged });
  return written.schema;
}

function writeToolChoice(writing: BlockWriting): JsonObject {
  const { request, target, changes } = writing;
  const isSerial = request.parallelTools === false;
  const choice = request.toolChoice ?? (isSerial ? { mode: 'auto' as const } : undefined);
  if (!choice) return {};
  if (!target.quirks.toolChoice) {
    changes.push({ action: 'dropped', path: 'tool_choice', reason: 'the provider refuses it' });
    return {};
  }
  const written = writeMode(choice, writing);
  if (!written) return {};
  const isPointless = written.type === 'none' || !isSerial;
  return { tool_choice: isPointless ? written : { ...written, disable_parallel_tool_use: true } };
}

function writeMode(
  choice: ToolChoice,
  { request, names, changes }: BlockWriting,
): JsonObject | null {
  if (choice.mode === 'hosted') {
    const reason = `the target has no tool ${choice.type}`;
    changes.push({ action: 'dropped', path: 'tool_choice', reason });
    return null;
  }
  if (choice.mode !== 'tool') return { type: choice.mode };
  const { name } = choice;
  for (const tool of request.tools) {
    if (tool.kind === 'hosted') {
      if (readString(tool.raw.name) === name) return { type: 'tool', name };
    } else if (tool.name === name) {
      return { type: 'tool', name: names.nameFor(tool.name, tool.namespace, tool.kind) };
    }
  }
  changes.push({ action: 'dropped', path: 'tool_choice', reason: `there is no tool ${name}` });
  return null;
}
