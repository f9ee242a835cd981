import type { JsonObject } from '@codegate/kernel';

import { readObject, readObjects, readString } from '../json/fields.js';
import { readSource } from '../messages/web-search.js';
import type { DialectName, OpaquePart, Part, WebSource } from '../model.js';
import { readSearch } from '../responses/web-search.js';

/**
 * The text of a part that only one wire format has, for targets of another; `null` when it has no text a
 * model could read.
 */
export function readAsText(part: OpaquePart): string | null {
  return part.dialect === 'messages' ? textOfMessagesBlock(part.raw) : textOfItem(part.raw);
}

function textOfMessagesBlock(block: JsonObject): string | null {
  switch (block.type) {
    case 'search_result':
      return textOfSearchResult(block);
    case 'compaction':
      return readString(block.content) ?? null;
    case 'tool_reference': {
      const name = readString(block.tool_name);
      return name === undefined ? null : `Tool available: ${name}`;
    }
    case 'server_tool_use': {
      const query = block.name === 'web_search' ? readObject(block.input)?.query : undefined;
      return typeof query === 'string' ? `[web search: ${query}]` : null;
    }
    case 'web_search_tool_result':
      return describeSources(readObjects(block.content).flatMap(readSource));
    default:
      return null;
  }
}

const unreadableCompaction =
  '[The earlier part of this conversation was compacted by another provider and cannot be read here.]';

/** Items of Responses. */
function textOfItem(item: JsonObject): string | null {
  // What OpenAI compacted cannot be read; without a word the model would not know that there was more.
  if (item.type === 'compaction') return unreadableCompaction;
  if (item.type !== 'web_search_call') return null;
  const { query, sources } = readSearch(item);
  const found = describeSources(sources);
  return query === '' ? found : [`[web search: ${query}]`, found].filter(Boolean).join('\n');
}

/** The pages of a search; what they say is not readable for anybody but the provider. */
function describeSources(sources: readonly WebSource[]): string | null {
  if (sources.length === 0) return null;
  const lines = sources.map(({ url, title }) =>
    title === undefined ? `- ${url}` : `- ${title}: ${url}`,
  );
  return ['[found by the web search]', ...lines].join('\n');
}

function textOfSearchResult(block: JsonObject): string {
  const texts = readObjects(block.content).map((part) => readString(part.text));
  return [readString(block.title), readString(block.source), ...texts]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}

/** The part as the target's wire format can carry it; `null` when it cannot. */
export function translatePart(part: Part, target: DialectName): Part | null {
  if (part.type !== 'opaque' || part.dialect === target) return part;
  const text = readAsText(part);
  return text === null || text === '' ? null : { type: 'text', text };
}
