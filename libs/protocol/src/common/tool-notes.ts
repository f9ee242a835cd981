import type { Change, Tool } from '../model.js';

/**
 * Tools of a namespace are offered one by one. What the namespace as a whole is for would be lost; its first
 * tool says it.
 */
export function withNamespaceNotes(tools: readonly Tool[]): Tool[] {
  const told = new Set<string>();
  return tools.map((tool) => {
    if (tool.kind === 'hosted' || tool.namespace === undefined || told.has(tool.namespace))
      return tool;
    told.add(tool.namespace);
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
