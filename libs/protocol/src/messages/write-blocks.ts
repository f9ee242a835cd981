import type { JsonObject } from '@codegate/kernel';

import { isBlank } from '../json/fields.js';
import { readTextFile } from '../media/text-file.js';
import { tagSignature } from '../reasoning/signature-tag.js';
import { parseToolArguments } from '../tools/tool-arguments.js';
import type {
  Change,
  FilePart,
  ImagePart,
  LlmRequest,
  Part,
  ToolUsePart,
  Message,
} from '../model.js';
import type { ToolNames } from '../tools/tool-names.js';
import type { Target } from '../target.js';

export type BlockWriting = {
  request: LlmRequest;
  target: Target;
  names: ToolNames;
  changes: Change[];
};

/** What Anthropic's vision takes. */
const imageTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
]);

/** The messages, after the history was repaired. */
export function writeMessages(messages: readonly Message[], writing: BlockWriting): JsonObject[] {
  return messages.map((message, index) => ({
    role: message.role,
    content: message.parts.flatMap((part) => writePart(part, `messages[${index}]`, writing)),
    ...(writing.request.dialect === 'messages' ? message.extra : {}),
  }));
}

function withCache(block: JsonObject, part: { cache?: JsonObject }): JsonObject {
  return part.cache ? { ...block, cache_control: part.cache } : block;
}

function writePart(part: Part, path: string, writing: BlockWriting): JsonObject[] {
  switch (part.type) {
    case 'text': {
      const keepsCitations = part.citations && writing.request.dialect === 'messages';
      const citations = keepsCitations ? { citations: part.citations } : {};
      return [withCache({ type: 'text', text: part.text, ...citations }, part)];
    }
    case 'refusal':
      return [{ type: 'text', text: part.text }];
    case 'image':
      return [withCache(writeImage(part, path, writing), part)];
    case 'file':
      return [withCache(writeFile(part, path, writing), part)];
    case 'tool_use':
      return [withCache(writeToolUse(part, writing.names), part)];
    case 'tool_result':
      return [withCache(writeToolResult(part, path, writing), part)];
    case 'thinking':
      return [
        {
          type: 'thinking',
          thinking: part.text,
          signature: part.signature ? signatureFor(part.signature, writing.target) : '',
        },
      ];
    case 'redacted':
      return [{ type: 'redacted_thinking', data: part.data }];
    case 'web_search':
      // Part of responses only.
      return [];
    case 'opaque':
      return [{ ...part.raw }];
  }
}

/** The issuer gets its own signature back without our tag. */
function signatureFor(
  signature: NonNullable<Extract<Part, { type: 'thinking' }>['signature']>,
  target: Target,
): string {
  return signature.issuer === target.issuer ? signature.value : tagSignature(signature);
}

function writeToolUse(part: ToolUsePart, names: ToolNames): JsonObject {
  const name = names.nameFor(part.name, part.namespace, part.kind);
  const input = part.kind === 'custom' ? { input: part.args } : parseToolArguments(part.args);
  return { type: 'tool_use', id: part.id, name, input };
}

function writeToolResult(
  part: Extract<Part, { type: 'tool_result' }>,
  path: string,
  writing: BlockWriting,
): JsonObject {
  const content = part.parts.flatMap((inner) => writePart(inner, path, writing));
  // "content cannot be empty if `is_error` is true"
  if (part.isError && content.length === 0) content.push({ type: 'text', text: 'Error' });
  return {
    type: 'tool_result',
    tool_use_id: part.id,
    ...(content.length === 0 ? {} : { content }),
    ...(part.isError ? { is_error: true } : {}),
  };
}

/** A note shows the model that something was there; without it the text around would be wrong. */
function omitted(what: string, path: string, reason: string, changes: Change[]): JsonObject {
  changes.push({ action: 'dropped', path, reason });
  return { type: 'text', text: `[${what} omitted: ${reason}]` };
}

function writeImage(part: ImagePart, path: string, writing: BlockWriting): JsonObject {
  const { changes, request, target } = writing;
  if (!target.capabilities.images) {
    return omitted('image', path, 'the model cannot see images', changes);
  }
  if (part.data !== undefined) {
    const mediaType = part.mediaType ?? '';
    if (!imageTypes.has(mediaType)) {
      return omitted('image', path, `the model does not take ${mediaType || 'its type'}`, changes);
    }
    const source = { type: 'base64', media_type: mediaType, data: part.data };
    return { type: 'image', source };
  }
  if (part.url !== undefined) return { type: 'image', source: { type: 'url', url: part.url } };
  if (part.fileId !== undefined && request.dialect === 'messages') {
    return { type: 'image', source: { type: 'file', file_id: part.fileId } };
  }
  return omitted('image', path, 'the target does not know this file', changes);
}

function writeFile(part: FilePart, path: string, writing: BlockWriting): JsonObject {
  const source = toDocumentSource(part, path, writing);
  if (source.type === 'text' && 'text' in source) return source;
  return {
    type: 'document',
    source,
    ...(part.name === undefined ? {} : { title: part.name }),
    ...(writing.request.dialect === 'messages' ? part.extra : {}),
  };
}

function toDocumentSource(part: FilePart, path: string, writing: BlockWriting): JsonObject {
  const { changes, request, target } = writing;
  const text = readTextFile(part);
  if (text !== undefined) {
    return isBlank(text)
      ? omitted('file', path, 'it is empty', changes)
      : { type: 'text', media_type: 'text/plain', data: text };
  }
  if (!target.capabilities.pdf) {
    return omitted('file', path, 'the model does not read PDF files', changes);
  }
  if (part.data !== undefined) {
    const mediaType = part.mediaType ?? 'application/pdf';
    return mediaType === 'application/pdf'
      ? { type: 'base64', media_type: mediaType, data: part.data }
      : omitted('file', path, `the target does not take ${mediaType}`, changes);
  }
  if (part.url !== undefined) return { type: 'url', url: part.url };
  if (part.fileId !== undefined && request.dialect === 'messages') {
    return { type: 'file', file_id: part.fileId };
  }
  return omitted('file', path, 'the target does not know this file', changes);
}
