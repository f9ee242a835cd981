import type { JsonObject } from '@codegate/kernel';

import { readString } from '../json/fields.js';
import type { Change, DialectName, Tool } from '../model.js';

function objectSchema(properties: JsonObject, required: string[]): JsonObject {
  return { type: 'object', properties, required };
}

const text = { type: 'string' };
const lineRange = { type: 'array', items: { type: 'integer' } };

/**
 * Tools the client runs but whose schema is known only to Anthropic's models, as functions with the
 * schema Anthropic publishes. By the start of their type, which ends in a date.
 */
const clientTools: readonly { prefix: string; description: string; schema: JsonObject }[] = [
  {
    prefix: 'bash_',
    description: 'Runs a command in a persistent bash session.',
    schema: objectSchema({ command: text, restart: { type: 'boolean' } }, []),
  },
  {
    prefix: 'text_editor_',
    description: 'Views, creates and edits text files.',
    schema: objectSchema(
      {
        command: { type: 'string', enum: ['view', 'create', 'str_replace', 'insert'] },
        path: text,
        file_text: text,
        old_str: text,
        new_str: text,
        insert_line: { type: 'integer' },
        insert_text: text,
        view_range: lineRange,
      },
      ['command', 'path'],
    ),
  },
  {
    prefix: 'memory_',
    description: 'Keeps notes in files under /memories.',
    schema: objectSchema(
      {
        command: {
          type: 'string',
          enum: ['view', 'create', 'str_replace', 'insert', 'delete', 'rename'],
        },
        path: text,
        file_text: text,
        old_str: text,
        new_str: text,
        insert_line: { type: 'integer' },
        insert_text: text,
        view_range: lineRange,
        old_path: text,
        new_path: text,
      },
      ['command'],
    ),
  },
];

/** Where tools are translated to. */
export type ToolTarget = {
  dialect: DialectName;
  /** The caller's web search tool as the target has it; null when it is another tool, or the target has none. */
  toWebSearch(tool: HostedTool): { tool: JsonObject; note: string } | null;
};

export type HostedTool = Extract<Tool, { kind: 'hosted' }>;

/**
 * The tools a target of another wire format can be offered. Hosted ones become their counterpart or a
 * function, or are dropped; of tools with the same name the first counts.
 */
export function translateTools(
  tools: readonly Tool[],
  target: ToolTarget,
  changes: Change[],
): Tool[] {
  const translated: Tool[] = [];
  const seen = new Set<string>();
  const isRepeated = (tool: Tool): boolean => seen.size === seen.add(keyOf(tool)).size;
  tools.forEach((tool, index) => {
    if (tool.kind !== 'hosted' && isRepeated(tool)) {
      const reason = `the name ${tool.name} is used before; names of tools are unique`;
      changes.push({ action: 'dropped', path: `tools[${index}]`, reason });
      return;
    }
    if (tool.kind !== 'hosted' || tool.dialect === target.dialect) {
      translated.push(tool);
      return;
    }
    const search = target.toWebSearch(tool);
    const counterpart = toFunction(tool) ?? (search && toHosted(search.tool, target.dialect));
    if (counterpart && !isRepeated(counterpart)) translated.push(counterpart);
    changes.push({
      action: counterpart ? 'changed' : 'dropped',
      path: `tools[${index}]`,
      reason: counterpart
        ? `${tool.type} became its counterpart${search?.note ?? ''}`
        : `${tool.type} is only known to its own provider`,
    });
  });
  return translated;
}

/** What has to be unique: the name of a tool in its namespace, the type of a hosted one. */
function keyOf(tool: Tool): string {
  if (tool.kind === 'hosted') return `hosted ${tool.type}`;
  return tool.namespace === undefined ? tool.name : `${tool.namespace}\u0000${tool.name}`;
}

function toFunction(tool: HostedTool): Tool | undefined {
  if (tool.dialect !== 'messages') return undefined;
  const known = clientTools.find(({ prefix }) => tool.type.startsWith(prefix));
  const name = readString(tool.raw.name);
  if (!known || name === undefined) return undefined;
  return { kind: 'function', name, description: known.description, schema: known.schema };
}

function toHosted(raw: JsonObject, dialect: DialectName): Tool {
  return { kind: 'hosted', dialect, type: String(raw.type), raw };
}
