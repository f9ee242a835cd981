import type { JsonObject } from '@codegate/kernel';

import { readString } from '../json/fields.js';
import type { Dialect } from '../endpoints.js';
import type { Change, Tool } from '../model.js';

type HostedTool = Extract<Tool, { kind: 'hosted' }>;

function objectSchema(properties: JsonObject, required: string[]): JsonObject {
  return { type: 'object', properties, required };
}

const text = { type: 'string' };
const lineRange = { type: 'array', items: { type: 'integer' } };

/**
 * Tools the client runs but whose schema only Anthropic's models know by heart, as functions with the
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

/** Web search is the one hosted tool both vendors have. */
const webSearch: Readonly<Record<Dialect, { prefix: string; raw: JsonObject } | null>> = {
  messages: { prefix: 'web_search', raw: { type: 'web_search_20250305', name: 'web_search' } },
  responses: { prefix: 'web_search', raw: { type: 'web_search' } },
  chat: null,
};

/**
 * The tools a target of another wire format can be offered. Hosted ones become their counterpart or a
 * function, or are dropped.
 *
 * @param hasWebSearch Whether the provider runs web searches itself
 */
export function translateTools(
  tools: readonly Tool[],
  target: Dialect,
  hasWebSearch: boolean,
  changes: Change[],
): Tool[] {
  const translated: Tool[] = [];
  tools.forEach((tool, index) => {
    if (tool.kind !== 'hosted' || tool.dialect === target) {
      translated.push(tool);
      return;
    }
    const counterpart = toFunction(tool) ?? (hasWebSearch ? toWebSearch(tool, target) : undefined);
    if (counterpart) translated.push(counterpart);
    changes.push({
      action: counterpart ? 'changed' : 'dropped',
      path: `tools[${index}]`,
      reason: counterpart
        ? `${tool.type} became its counterpart`
        : `${tool.type} is only known to its own provider`,
    });
  });
  return translated;
}

function toFunction(tool: HostedTool): Tool | undefined {
  if (tool.dialect !== 'messages') return undefined;
  const known = clientTools.find(({ prefix }) => tool.type.startsWith(prefix));
  const name = readString(tool.raw.name);
  if (!known || name === undefined) return undefined;
  return { kind: 'function', name, description: known.description, schema: known.schema };
}

function toWebSearch(tool: HostedTool, target: Dialect): Tool | undefined {
  const there = webSearch[target];
  const here = webSearch[tool.dialect];
  if (!there || !here || !tool.type.startsWith(here.prefix)) return undefined;
  return { kind: 'hosted', dialect: target, type: String(there.raw.type), raw: there.raw };
}
