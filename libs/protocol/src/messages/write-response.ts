import type { JsonObject } from '@codegate/kernel';

import { cutStream } from '../errors/error-event.js';
import { isBlank } from '../json/fields.js';
import type { LlmEvent, Part, ToolUsePart, WebSearch } from '../model.js';
import { type FoldedResponse, foldEvents } from '../response/fold-events.js';
import { ResponseToolIds, toResponseId } from '../response/response-ids.js';
import type { ResponseOptions } from '../response/types.js';
import { parseToolArguments } from '../tools/tool-arguments.js';
import { writeSignature, writeStop } from './response-parts.js';
import { writeMessagesUsage } from './usage.js';
import { withTitles } from '../response/search-titles.js';
import { writeCitation, writeSearch } from './web-search.js';
import { writeError } from './write-error.js';

/** Folds events into one message; an error body when the upstream failed or was cut off. */
export function writeResponse(events: readonly LlmEvent[], options: ResponseOptions): JsonObject {
  const answer = foldEvents(events);
  const error = answer.error ?? (answer.ended ? undefined : cutStream('message_stop'));
  if (error) return writeError(error);
  const id = options.id ?? toResponseId('msg_', answer.id);
  const seen = {
    toolCalls: answer.parts.some((part) => part.type === 'tool_use'),
    refusal: answer.parts.some((part) => part.type === 'refusal'),
  };
  return {
    id,
    type: 'message',
    role: 'assistant',
    model: options.model,
    content: writeContent(answer, id, options),
    ...writeStop(answer.stop, seen),
    usage: writeMessagesUsage(answer.usage),
  };
}

function writeContent(answer: FoldedResponse, id: string, options: ResponseOptions): JsonObject[] {
  const ids = new ResponseToolIds('toolu_', id);
  return withTitles(answer.parts).flatMap((part) =>
    part.type === 'tool_use' ? writeCall(part, ids, options) : writePart(part, options),
  );
}

function writePart(part: Part, options: ResponseOptions): JsonObject[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      // A blank block would be refused when the client sends it back.
      return isBlank(part.text) ? [] : [writeText(part)];
    case 'thinking':
      return [toThinking(part.text, writeSignature(part.signature, options.issuer))];
    case 'redacted':
      return [{ type: 'redacted_thinking', data: part.data }];
    case 'web_search':
      return writeSearchPart(part.search);
    case 'opaque':
      return part.dialect === 'messages' ? [part.raw] : [];
    default:
      return [];
  }
}

function writeText(part: Extract<Part, { type: 'text' | 'refusal' }>): JsonObject {
  const sources = part.type === 'text' ? (part.sources ?? []) : [];
  const block = { type: 'text', text: part.text };
  return sources.length === 0 ? block : { ...block, citations: sources.map(writeCitation) };
}

function writeSearchPart(search: WebSearch): JsonObject[] {
  if (search.origin.dialect === 'messages') return [...search.origin.raw];
  const { use, result } = writeSearch(search);
  return [use, result];
}

function toThinking(thinking: string, signature: string): JsonObject {
  return { type: 'thinking', thinking, signature };
}

function writeCall(
  call: ToolUsePart,
  ids: ResponseToolIds,
  options: ResponseOptions,
): JsonObject[] {
  const block = {
    type: 'tool_use',
    id: ids.next(call.id),
    name: options.names.original(call.name)?.name ?? call.name,
    input: call.kind === 'custom' ? { input: call.args } : parseToolArguments(call.args),
  };
  if (!call.signature) return [block];
  return [toThinking('', writeSignature(call.signature, options.issuer)), block];
}
