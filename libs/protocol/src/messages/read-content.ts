import type { JsonObject } from '@codegate/kernel';

import { normalizeMediaType } from '../media/data-uri.js';
import { omitKeys, readObject, readObjects, readString } from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import { refuse } from '../request/refuse.js';
import { readSignature } from '../reasoning/signature-tag.js';
import { toArgumentsText } from '../tools/tool-arguments.js';
import type {
  CacheControl,
  FilePart,
  ImagePart,
  OpaquePart,
  Part,
  TextPart,
  ThinkingPart,
  ToolResultPart,
  ToolUsePart,
} from '../model.js';

/** `content` of a message or of a tool result: text or blocks. */
export function readContent(content: unknown, path: string): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return refuse(path, `'${path}' must be a string or an array`);
  return readObjects(content).map((block) => readBlock(block, path));
}

export function readCache(raw: JsonObject): { cache?: CacheControl } {
  const cache = readObject(raw.cache_control);
  return cache ? { cache } : {};
}

/** Blocks no other wire format knows stay as they are. */
function readBlock(block: JsonObject, path: string): Part {
  switch (block.type) {
    case 'text':
      return readText(block);
    case 'image':
      return readImage(block) ?? opaque(block);
    case 'document':
      return readDocument(block) ?? opaque(block);
    case 'tool_use':
      return readToolUse(block);
    case 'tool_result':
      return readToolResult(block, path);
    case 'thinking':
      return readThinking(block);
    case 'redacted_thinking':
      return { type: 'redacted', data: readString(block.data) ?? '' };
    default:
      return opaque(block);
  }
}

function readText(block: JsonObject): TextPart {
  const citations = Array.isArray(block.citations) ? (block.citations as unknown[]) : undefined;
  return {
    type: 'text',
    text: readString(block.text) ?? '',
    ...readCache(block),
    ...(citations ? { citations } : {}),
  };
}

function readToolUse(block: JsonObject): ToolUsePart {
  return {
    type: 'tool_use',
    id: readString(block.id) ?? '',
    name: readString(block.name) ?? '',
    args: toArgumentsText(block.input),
    kind: 'function',
    ...readCache(block),
  };
}

function readToolResult(block: JsonObject, path: string): ToolResultPart {
  const { content } = block;
  return {
    type: 'tool_result',
    id: readString(block.tool_use_id) ?? '',
    parts: content === undefined || content === null ? [] : readContent(content, `${path}.content`),
    isError: block.is_error === true,
    kind: 'function',
    ...readCache(block),
  };
}

function readThinking(block: JsonObject): ThinkingPart {
  const signature = readSignature(readString(block.signature) ?? '');
  return {
    type: 'thinking',
    text: readString(block.thinking) ?? '',
    ...(signature ? { signature } : {}),
  };
}

function opaque(raw: JsonObject): OpaquePart {
  return { type: 'opaque', dialect: 'messages', raw };
}

function readImage(block: JsonObject): ImagePart | undefined {
  const source = readObject(block.source) ?? {};
  const where = readWhere(source);
  return where && { type: 'image', ...where, ...readCache(block) };
}

function readWhere(
  source: JsonObject,
): { mediaType?: string; data?: string; url?: string; fileId?: string } | undefined {
  const data = readString(source.data);
  const url = readString(source.url);
  const fileId = readString(source.file_id);
  if (source.type === 'base64' && data !== undefined) {
    return { mediaType: normalizeMediaType(readString(source.media_type) ?? ''), data };
  }
  if (source.type === 'url' && url !== undefined) return { url };
  return source.type === 'file' && fileId !== undefined ? { fileId } : undefined;
}

const documentKeys: ReadonlySet<string> = new Set(['type', 'source', 'title', 'cache_control']);

function readDocument(block: JsonObject): FilePart | undefined {
  const source = readObject(block.source) ?? {};
  const where = readWhere(source) ?? readDocumentText(source);
  if (!where) return undefined;
  const extra = omitKeys(block, documentKeys);
  return {
    type: 'file',
    ...where,
    ...omitUndefined({ name: readString(block.title) }),
    ...readCache(block),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

function readDocumentText(source: JsonObject): { mediaType: string; text: string } | undefined {
  const given = source.type === 'text' ? source.data : source.content;
  const text = readString(given);
  if (text !== undefined) return { mediaType: 'text/plain', text };
  const blocks = readObjects(given);
  // A document that mixes text and pictures has no counterpart elsewhere.
  if (blocks.length === 0 || blocks.some((block) => block.type !== 'text')) return undefined;
  const texts = blocks.map((block) => readString(block.text) ?? '');
  return { mediaType: 'text/plain', text: texts.join('\n') };
}
