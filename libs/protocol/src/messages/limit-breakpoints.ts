import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { Change } from '../model.js';

/** Anthropic takes at most this many cache_control marks in one request. */
const maxBreakpoints = 4;

/**
 * Removes cache_control marks beyond the limit. Those of tools and the system prompt and the last one
 * of the conversation are worth most, so the older ones inside the conversation go first.
 */
export function limitBreakpoints(body: JsonObject, changes: Change[]): void {
  const early = [...marked(body.tools), ...marked(body.system)];
  const late = contentsOf(body.messages).flatMap((blocks) => [
    ...marked(blocks),
    ...contentsOf(toolResults(blocks)).flatMap(marked),
  ]);
  // Automatic caching (a mark on the body itself) takes one of them.
  const room = isJsonObject(body.cache_control) ? maxBreakpoints - 1 : maxBreakpoints;
  const last = late.pop();
  const byWorth = [...late, ...early, ...(last ? [last] : [])];
  for (const block of byWorth.slice(0, Math.max(0, byWorth.length - room))) {
    delete block.cache_control;
    changes.push({
      action: 'dropped',
      path: 'cache_control',
      reason: `at most ${maxBreakpoints} cache breakpoints are allowed`,
    });
  }
}

function marked(blocks: unknown): JsonObject[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.filter(isJsonObject).filter((block) => isJsonObject(block.cache_control));
}

function toolResults(blocks: unknown): unknown[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.filter((block) => isJsonObject(block) && block.type === 'tool_result');
}

function contentsOf(holders: unknown): unknown[] {
  if (!Array.isArray(holders)) return [];
  return holders.filter(isJsonObject).map((holder) => holder.content);
}
