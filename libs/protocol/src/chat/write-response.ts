import type { JsonObject } from '@codegate/kernel';

import { cutStream } from '../errors/error-event.js';
import { isBlank } from '../json/fields.js';
import type { LlmEvent, Part, ToolUsePart } from '../model.js';
import { writeErrorObject } from '../openai/error-object.js';
import { issuedBy } from '../reasoning/signature-tag.js';
import { type FoldedResponse, foldEvents } from '../response/fold-events.js';
import { ResponseToolIds, toResponseId } from '../response/response-ids.js';
import type { ResponseOptions } from '../response/types.js';
import { readCustomInput } from '../tools/tool-arguments.js';
import { toRedactedDetail } from './reasoning-details.js';
import { toAnnotation } from './annotations.js';
import { toThoughtSignature, writeReasoningDetails } from './signatures.js';
import { writeChatStop } from './stop-reason.js';
import { writeChatUsage } from './usage.js';

/** Writes a complete response as a chat completion; a failed one is an error body. */
export function writeResponse(events: readonly LlmEvent[], options: ResponseOptions): JsonObject {
  const answer = foldEvents(events);
  const error = answer.error ?? (answer.ended ? undefined : cutStream('the answer was complete'));
  if (error) return { error: writeErrorObject(error) };
  const id = options.id ?? toResponseId('chatcmpl-', answer.id);
  const message = writeMessage(answer, id, options);
  const seen = { toolCalls: message.tool_calls !== undefined, refusal: hasRefusal(answer) };
  const reason = answer.stop?.reason ?? (seen.toolCalls ? 'tool_use' : 'end_turn');
  return {
    id,
    object: 'chat.completion',
    created: Math.floor(options.createdMs / 1000),
    model: options.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: writeChatStop(reason, seen) }],
    usage: writeChatUsage(answer.usage),
  };
}

function writeMessage(answer: FoldedResponse, id: string, options: ResponseOptions): JsonObject {
  const ids = new ResponseToolIds('call_', id);
  const calls = answer.parts.filter((part) => part.type === 'tool_use');
  const text = joinTexts(answer.parts, 'text');
  const thinking = joinTexts(answer.parts, 'thinking');
  const sources = answer.parts.flatMap((part) =>
    part.type === 'text' ? (part.sources ?? []) : [],
  );
  const details = answer.parts.flatMap((part) => detailsOf(part, options));
  return {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    refusal: writeRefusal(answer),
    ...(sources.length === 0
      ? {}
      : { annotations: sources.map((source) => toAnnotation(source, text)) }),
    ...(thinking === '' ? {} : { reasoning_content: thinking }),
    ...(details.length === 0 ? {} : { reasoning_details: details }),
    ...(calls.length === 0
      ? {}
      : { tool_calls: calls.map((call) => writeCall(call, ids, options)) }),
  };
}

function joinTexts(parts: readonly Part[], type: 'text' | 'thinking' | 'refusal'): string {
  return parts.map((part) => (part.type === type ? part.text : '')).join('');
}

function hasRefusal(answer: FoldedResponse): boolean {
  return answer.parts.some((part) => part.type === 'refusal');
}

/** The text of the refusal, or the reason why the model was stopped. */
function writeRefusal(answer: FoldedResponse): string | null {
  if (hasRefusal(answer)) return joinTexts(answer.parts, 'refusal');
  const isSilent = joinTexts(answer.parts, 'text') === '';
  return isSilent && answer.stop?.reason === 'refusal' ? (answer.stop.explanation ?? null) : null;
}

function detailsOf(part: Part, options: ResponseOptions): unknown[] {
  if (part.type === 'redacted') return [toRedactedDetail(part.data)];
  if (part.type !== 'thinking' || !part.signature) return [];
  return writeReasoningDetails(issuedBy(part.signature, options.issuer), part.text) ?? [];
}

function writeCall(call: ToolUsePart, ids: ResponseToolIds, options: ResponseOptions): JsonObject {
  const original = options.names.original(call.name);
  const name = original?.name ?? call.name;
  const id = ids.next(call.id);
  if (call.kind === 'custom') return { id, type: 'custom', custom: { name, input: call.args } };
  if (original?.kind === 'custom') {
    return { id, type: 'custom', custom: { name, input: readCustomInput(call.args) } };
  }
  const args = isBlank(call.args) ? '{}' : call.args;
  return {
    id,
    type: 'function',
    function: { name, arguments: args },
    ...toThoughtSignature(call.signature),
  };
}
