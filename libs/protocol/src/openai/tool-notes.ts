import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { Change, Tool } from '../model.js';
import { toToolSchema } from '../tools/schema.js';

/**
 * Tools of a namespace are offered one by one. The description of the namespace is put in
 * front of the one of its first tool.
 */
export function withNamespaceNotes(tools: readonly Tool[]): Tool[] {
  const described = new Set<string>();
  return tools.map((tool) => {
    if (tool.kind === 'hosted' || tool.namespace === undefined || described.has(tool.namespace))
      return tool;
    described.add(tool.namespace);
    if (tool.namespaceDescription === undefined || tool.namespaceDescription === '') return tool;
    const note = `[${tool.namespace}: ${tool.namespaceDescription}]`;
    const description = tool.description === undefined ? note : `${note}\n\n${tool.description}`;
    return { ...tool, description };
  });
}

/** Anthropic's further keys of a tool, such as defer_loading. */
export function reportToolExtra(
  tool: Extract<Tool, { kind: 'function' }>,
  path: string,
  changes: Change[],
): void {
  if (!tool.extra) return;
  const keys = Object.keys(tool.extra).join(', ');
  changes.push({ action: 'dropped', path, reason: `${keys}: only known to Anthropic` });
}

/** For reports of changes. */
export const unionChanged =
  'the provider takes no union or reference at the top of a schema; it became one object';

/** The schema the provider takes; reports what was left out of the caller's schema. */
export function writeSchema(
  schema: JsonObject,
  refusedKeywords: readonly string[],
  path: string,
  changes: Change[],
): JsonObject {
  if (refusedKeywords.length > 0 && hasKeyword(schema, refusedKeywords)) {
    const reason = 'keywords of the schema the provider refuses were left out';
    changes.push({ action: 'changed', path, reason });
  }
  const { schema: written, isRestructured } = toToolSchema(schema, {
    refusedKeywords,
    needsItems: true,
  });
  if (isRestructured) changes.push({ action: 'changed', path, reason: unionChanged });
  return written;
}

function hasKeyword(value: unknown, keywords: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => hasKeyword(item, keywords));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([key, inner]) => (key !== '$schema' && keywords.includes(key)) || hasKeyword(inner, keywords),
  );
}
