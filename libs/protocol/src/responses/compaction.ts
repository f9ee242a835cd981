import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { editJson } from '../json/edit-json.js';
import { omitKeys } from '../json/fields.js';
import type { LlmEvent, LlmRequest, Message, Part } from '../model.js';

/**
 * Compaction with providers that have none. Codex asks for it with an item `compaction_trigger` at the end of the input,
 * or at /responses/compact, and wants one item `compaction` back, which takes the place of the conversation. Other
 * providers are asked for a summary in words; it travels in such an item.
 */

const tag = 'cg1.summary.';
const trigger = 'compaction_trigger';
const summaryStart = 'Summary of the conversation so far:';

const instruction = [
  'The conversation has to be made shorter. Write a summary that takes its place: another model goes on with the work',
  'and sees nothing but this summary. Name the task and what the user wants, the decisions and why they were made,',
  'what was done, with files, commands and results that matter, what is left to do, and what the user asked last.',
  'Answer with the summary only. Do not call a tool.',
].join('\n');

/** Whether the input asks for a compaction instead of a response. */
export function hasTrigger(input: unknown): boolean {
  return Array.isArray(input) && input.some((item) => isJsonObject(item) && item.type === trigger);
}

/** The request as one for a summary; any model can answer it. */
export function toSummaryRequest(request: LlmRequest): LlmRequest {
  const ask: Message = { role: 'user', parts: [{ type: 'text', text: instruction }] };
  const messages = request.messages
    .map((message) => ({ ...message, parts: message.parts.filter((part) => !isTrigger(part)) }))
    .filter(({ parts }) => parts.length > 0);
  const rest = omitKeys(request, replaced) as LlmRequest;
  return {
    ...rest,
    messages: [...messages, ask],
    // The tools stay, because the history holds calls of them.
    ...(request.tools.length === 0 ? {} : { toolChoice: { mode: 'none' } }),
  };
}

/** What would give the summary another form, or cut it. */
const replaced: ReadonlySet<string> = new Set(['format', 'stop', 'parallelTools', 'toolChoice']);

function isTrigger(part: Part): boolean {
  return part.type === 'opaque' && part.raw.type === trigger;
}

/** Whether the compaction was asked for at its own endpoint, whose response has a type of its own. */
export function isCompactEndpoint({ asksForSummary, messages }: LlmRequest): boolean {
  return asksForSummary === true && !messages.some(({ parts }) => parts.some(isTrigger));
}

/** Collects the text of a response as the one item that is wanted instead. */
export class SummaryCollector {
  private text = '';

  constructor(private readonly itemId: string) {}

  push(event: LlmEvent): LlmEvent[] {
    switch (event.type) {
      case 'text':
        this.text += event.text;
        return [];
      case 'start':
      case 'usage':
      case 'error':
        return [event];
      case 'stop':
        return [];
      case 'end':
        return this.text.trim() === '' ? [withoutSummary] : [...this.toEvents(), event];
      default:
        return [];
    }
  }

  private toEvents(): LlmEvent[] {
    const encrypted_content = tag + Buffer.from(this.text, 'utf8').toString('base64');
    const raw = { id: this.itemId, type: 'compaction', encrypted_content };
    return [
      { type: 'opaque', dialect: 'responses', raw },
      { type: 'stop', reason: 'end_turn' },
    ];
  }
}

const withoutSummary: LlmEvent = {
  type: 'error',
  status: 502,
  errorType: 'api_error',
  message: 'The upstream was asked for a summary of the conversation and wrote none',
};

/** The collector for a request that wants a compaction; null for any other. */
export function newSummaryCollector(
  { asksForSummary }: LlmRequest,
  responseId: string,
): SummaryCollector | null {
  return asksForSummary ? new SummaryCollector(responseId.replace(/^resp_/, 'cmp_')) : null;
}

/**
 * Puts summaries the gateway made back into words, so that they are protected like all other text and every provider
 * can read them.
 *
 * @returns the body and its parsed form; null when it holds no such summary
 */
export function expandSummaries(
  body: Buffer,
  json: JsonObject,
): { body: Buffer; json: JsonObject } | null {
  const given = json.input;
  if (!Array.isArray(given)) return null;
  const items: unknown[] = given;
  const input = items.map((item) => expand(item));
  if (input.every((item, index) => item === items[index])) return null;
  return { body: editJson(body, { input: JSON.stringify(input) }), json: { ...json, input } };
}

function expand(item: unknown): unknown {
  if (!isJsonObject(item) || item.type !== 'compaction') return item;
  const { encrypted_content: content } = item;
  if (typeof content !== 'string' || !content.startsWith(tag)) return item;
  const summary = Buffer.from(content.slice(tag.length), 'base64').toString('utf8');
  const text = `${summaryStart}\n\n${summary}`;
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}
