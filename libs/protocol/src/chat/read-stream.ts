import { append, type JsonObject, isJsonObject } from '@codegate/kernel';

import { readBodyError } from '../errors/body-error.js';
import { brokenUpstream, cutStream } from '../errors/error-event.js';
import { readObject, readObjects, readString } from '../json/fields.js';
import { parseUpstreamJson } from '../json/upstream-json.js';
import type { LlmEvent, StopReason, Usage } from '../model.js';
import type { ReadOptions, StreamReader as Reader } from '../response/types.js';
import type { SseEvent } from '../sse/sse-reader.js';
import { ReasoningDetails, readDetailText } from './reasoning-details.js';
import { readChatStop } from './stop-reason.js';
import { ThinkTagSplitter } from './think-tags.js';
import { ToolCallAssembler } from './tool-call-assembler.js';
import { readUsageOf } from './usage.js';

/** Calls in the field of before 2024, which has neither index nor id. */
const legacyIndex = -1;

/** Reads the stream of POST /chat/completions. */
export class StreamReader implements Reader {
  private readonly calls = new ToolCallAssembler();
  private readonly details = new ReasoningDetails();
  private readonly tags: ThinkTagSplitter | null;
  private started = false;
  private sawDelta = false;
  private finished = false;
  private finishReason: string | undefined;
  private stopSequence: string | undefined;
  private usage: Usage | undefined;
  private hasText = false;
  private hasRefusal = false;

  constructor(private readonly options: ReadOptions = {}) {
    this.tags = options.thinkTags ? new ThinkTagSplitter() : null;
  }

  push(event: SseEvent): LlmEvent[] {
    // What follows the end is not part of the response (CLIProxyAPI 690f93dc1).
    if (this.finished) return [];
    if (event.data.trim() === '[DONE]') return this.finish(true);
    const chunk = parseUpstreamJson(event.data);
    if (isJsonObject(chunk)) return this.readChunk(chunk);
    return this.fail(brokenUpstream('The upstream sent an event that is not JSON'));
  }

  /** A finish_reason is enough; not every server sends [DONE] (theopenco/llmgateway#1901). */
  end(): LlmEvent[] {
    return this.finished ? [] : this.finish(false);
  }

  /** One chunk; also a complete response, whose `message` has the fields of a delta. */
  readChunk(chunk: JsonObject): LlmEvent[] {
    const error = readBodyError(chunk, this.options);
    if (error) return this.fail(error);
    // The last usage counts; it may come with, after or long before the last choice.
    this.usage = readUsageOf(chunk) ?? this.usage;
    // Chunks with usage, or Azure's with filter results, have no choice (BerriAI/litellm#30761).
    const choice = readObjects(chunk.choices).find((one) => (one.index ?? 0) === 0);
    if (!choice) return [];
    const events: LlmEvent[] = [];
    if (!this.started) {
      this.started = true;
      const id = readString(chunk.id) ?? '';
      events.push({ type: 'start', id, model: readString(chunk.model) ?? '' });
    }
    const delta = readObject(choice.delta);
    if (delta) {
      this.sawDelta = true;
      this.readDelta(delta, events);
    }
    this.readMessage(readObject(choice.message), events);
    this.finishReason = readString(choice.finish_reason) ?? this.finishReason;
    // vLLM and SGLang name the stop sequence.
    this.stopSequence =
      readString(choice.stop_reason) ?? readString(choice.matched_stop) ?? this.stopSequence;
    return events;
  }

  /**
   * A complete message, of a response that is not a stream; its calls are numbered by their place. MiniMax repeats
   * the whole message at the end of a stream.
   */
  private readMessage(message: JsonObject | undefined, events: LlmEvent[]): void {
    if (!message || this.sawDelta) return;
    const calls = readObjects(message.tool_calls).map((call, index) => ({ ...call, index }));
    this.readDelta({ ...message, tool_calls: calls }, events);
  }

  private readDelta(delta: JsonObject, events: LlmEvent[]): void {
    this.readReasoning(delta, events);
    const content = readText(delta.content);
    if (content !== '') this.readContent(content, events);
    append(events, readObjects(delta.annotations).flatMap(readAnnotation));
    const refusal = readString(delta.refusal) ?? '';
    if (refusal !== '') {
      this.endReasoning(events);
      this.hasRefusal = true;
      events.push({ type: 'refusal', text: refusal });
    }
    const calls = readObjects(delta.tool_calls);
    const legacy = readObject(delta.function_call);
    if (legacy) calls.push({ index: legacyIndex, function: legacy });
    if (calls.length === 0) return;
    this.endReasoning(events);
    if (this.tags) append(events, this.tags.end());
    for (const call of calls) append(events, this.calls.push(call));
  }

  /** `reasoning_content` of DeepSeek and GLM, `reasoning` of Cerebras and OpenRouter, or the text of its details. */
  private readReasoning(delta: JsonObject, events: LlmEvent[]): void {
    const details = readObjects(delta.reasoning_details);
    for (const detail of details) this.details.add(detail);
    const text =
      readString(delta.reasoning_content) ||
      readString(delta.reasoning) ||
      details.map(readDetailText).join('');
    if (text !== '') events.push({ type: 'thinking', text });
  }

  private readContent(text: string, events: LlmEvent[]): void {
    this.hasText = true;
    this.endReasoning(events);
    if (this.tags) append(events, this.tags.push(text));
    else events.push({ type: 'text', text });
  }

  /** OpenRouter and MiniMax want the details back as they were; they travel as a signature. */
  private endReasoning(events: LlmEvent[]): void {
    if (this.details.isEmpty) return;
    const value = this.details.takeText();
    events.push({ type: 'signature', signature: { issuer: 'unknown', value } });
  }

  private fail(error: LlmEvent): LlmEvent[] {
    this.finished = true;
    return [...this.usageEvents(), error];
  }

  private finish(sawDone: boolean): LlmEvent[] {
    // Some local servers never send a finish_reason; [DONE] after content is good enough.
    const isComplete = sawDone && (this.hasText || this.hasRefusal || this.calls.hasCalls);
    if (this.finishReason === undefined && !isComplete) {
      return this.fail(cutStream('its finish_reason'));
    }
    const events: LlmEvent[] = [];
    this.endReasoning(events);
    if (this.tags) append(events, this.tags.end());
    const seen = { toolCalls: this.calls.hasCalls, refusal: this.hasRefusal };
    const reason = readChatStop(this.finishReason ?? 'stop', seen);
    if (reason === null) {
      return [...events, ...this.fail(failureOf(this.finishReason ?? 'error'))];
    }
    this.finished = true;
    const wasCut = reason === 'max_tokens' || reason === 'context_window' || reason === 'refusal';
    append(events, this.calls.end(wasCut));
    return [...events, this.toStop(reason), ...this.usageEvents(), { type: 'end' }];
  }

  private toStop(reason: StopReason): LlmEvent {
    const sequence = this.stopSequence;
    if (reason !== 'end_turn' || sequence === undefined) return { type: 'stop', reason };
    return { type: 'stop', reason: 'stop_sequence', sequence };
  }

  private usageEvents(): LlmEvent[] {
    return this.usage ? [{ type: 'usage', usage: this.usage }] : [];
  }
}

/** OpenAI's and OpenRouter's annotation of a web page; its place in the text is left out. */
function readAnnotation(annotation: JsonObject): LlmEvent[] {
  const { url, title } = readObject(annotation.url_citation) ?? {};
  if (typeof url !== 'string') return [];
  const citation = { url, ...(typeof title === 'string' ? { title } : {}), text: '' };
  return [{ type: 'citation', citation }];
}

/** A finish_reason that reports a failure (DeepSeek, GLM, OpenRouter). */
function failureOf(finishReason: string): LlmEvent {
  const isOverload = finishReason === 'insufficient_system_resource';
  return {
    ...brokenUpstream(`The upstream stopped with ${finishReason}`),
    ...(isOverload ? { status: 529, errorType: 'overloaded_error' } : {}),
  };
}

/** Content is a text; some servers send a list of parts (Mistral). */
function readText(content: unknown): string {
  if (typeof content === 'string') return content;
  return readObjects(content)
    .map((part) => readString(part.text) ?? '')
    .join('');
}
