import type { JsonObject } from '@codegate/kernel';

import type { Tool } from '../model.js';
import { readObject, readString } from '../json/fields.js';

/**
 * The tools an `allowed_tools` choice leaves. Entries are nested in Chat (`{type, function: {name}}`)
 * and flat in Responses (`{type, name}`); hosted tools are named by their type.
 */
export function keepAllowedTools(tools: Tool[], allowed: readonly JsonObject[]): Tool[] {
  const names = new Set<string>();
  const types = new Set<string>();
  for (const entry of allowed) {
    const inner = readObject(entry.function) ?? readObject(entry.custom) ?? entry;
    const name = readString(inner.name);
    const type = readString(entry.type);
    if (name !== undefined) names.add(name);
    else if (type !== undefined) types.add(type);
  }
  return tools.filter((tool) =>
    tool.kind === 'hosted' ? types.has(tool.type) : names.has(tool.name),
  );
}
