import type { JsonObject } from '@codegate/kernel';

import type { Change, LlmRequest, Tool } from '../model.js';
import type { Target } from '../target.js';
import { isStrictSchema } from '../tools/schema.js';

export type FunctionTool = Extract<Tool, { kind: 'function' }>;

export type CustomTool = Extract<Tool, { kind: 'custom' }>;

/** Logs when the caller required a tool call and no tool is left to call. */
export function reportPointlessChoice(request: LlmRequest, changes: Change[]): void {
  const mode = request.toolChoice?.mode;
  if (mode !== 'any' && mode !== 'tool') return;
  changes.push({ action: 'dropped', path: 'tool_choice', reason: 'no tool is left to choose' });
}

/** Anthropic takes more schemas with `strict` than OpenAI, which returns 400 for the others. */
export function toStrict(tool: FunctionTool, request: LlmRequest): boolean | undefined {
  if (tool.strict !== true || request.dialect !== 'messages') return tool.strict;
  return isStrictSchema(tool.schema);
}

/** The tool a choice names; a choice of a tool that is not declared is a 400 everywhere. */
export function findTool(
  request: LlmRequest,
  name: string,
  changes: Change[],
): FunctionTool | CustomTool | undefined {
  for (const tool of request.tools) {
    if (tool.kind !== 'hosted' && tool.name === name) return tool;
  }
  changes.push({ action: 'dropped', path: 'tool_choice', reason: `there is no tool ${name}` });
  return undefined;
}

export function writeParallel(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { parallelTools } = request;
  if (parallelTools === undefined) return {};
  if (target.quirks.parallelToolCalls) return { parallel_tool_calls: parallelTools };
  if (!parallelTools) {
    const reason = 'the provider has no such field';
    changes.push({ action: 'dropped', path: 'parallel_tool_calls', reason });
  }
  return {};
}
