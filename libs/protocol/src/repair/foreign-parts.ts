import type { JsonObject } from '@codegate/kernel';

import { readObjects, readString } from '../json/fields.js';
import type { DialectName, OpaquePart, Part } from '../model.js';

/**
 * The text of a part that only one wire format has, for targets of another; `null` when it has no text a
 * model could read.
 */
export function readAsText(part: OpaquePart): string | null {
  return part.dialect === 'messages' ? textOfMessagesBlock(part.raw) : null;
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
    default:
      return null;
  }
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
