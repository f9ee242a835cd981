import { append, type JsonObject, isJsonObject } from '@codegate/kernel';

import { readBodyError } from '../errors/body-error.js';
import { brokenUpstream, cutStream, readErrorEvent } from '../errors/error-event.js';
import { readNumber, readObject, readString } from '../json/fields.js';
import { parseUpstreamJson } from '../json/upstream-json.js';
import type { LlmEvent } from '../model.js';
import type { ReadOptions, StreamReader as Reader } from '../response/types.js';
import type { SseEvent } from '../sse/sse-reader.js';
import { OutputItem } from './output-item.js';
import { readResponsesStop } from './stop-reason.js';
import { readResponseUsage } from './usage.js';

/**
 * Reads the stream of POST /responses. Events belong to the item at their `output_index`; item ids can change
 * in every event (vercel/ai#18548).
 */
export class StreamReader implements Reader {
  private readonly items = new Map<number, OutputItem>();
  private lastIndex = 0;
  private started = false;
  private finished = false;
  private hasRefusal = false;

  constructor(private readonly options: ReadOptions = {}) {}

  push(event: SseEvent): LlmEvent[] {
    if (this.finished || event.data.trim() === '[DONE]') return [];
    const data = parseUpstreamJson(event.data);
    if (!isJsonObject(data)) {
      return this.fail(brokenUpstream('The upstream sent an event that is not JSON'));
    }
    return this.readEvent(readString(data.type) ?? event.event ?? '', data);
  }

  end(): LlmEvent[] {
    return this.finished ? [] : this.fail(cutStream('response.completed'));
  }

  /** The response of a terminal event, or one that is not a stream. */
  readResponse(response: JsonObject): LlmEvent[] {
    const events = this.start(response);
    const status = readString(response.status) ?? 'completed';
    if (status === 'failed' || status === 'cancelled' || isJsonObject(response.error)) {
      return [...events, ...this.failResponse(response, status)];
    }
    append(events, this.readOutput(response.output));
    // Some servers send no event for the end of an item; the end of the response ends all items.
    if (status === 'completed') {
      for (const item of this.items.values()) append(events, item.close());
    }
    const details = readObject(response.incomplete_details);
    const toolCalls = [...this.items.values()].some((item) => item.isCall);
    const seen = { toolCalls, refusal: this.hasRefusal };
    const reason = readResponsesStop(status, readString(details?.reason), seen);
    events.push({ type: 'stop', reason });
    const usage = readResponseUsage(response);
    if (usage) events.push({ type: 'usage', usage });
    this.finished = true;
    return [...events, { type: 'end' }];
  }

  private readEvent(type: string, data: JsonObject): LlmEvent[] {
    switch (type) {
      case 'response.created':
      case 'response.in_progress':
      case 'response.queued':
        return this.start(readObject(data.response) ?? {});
      case 'response.completed':
      case 'response.done':
        return this.readResponse(readObject(data.response) ?? {});
      case 'response.incomplete':
        return this.readResponse({ ...readObject(data.response), status: 'incomplete' });
      case 'response.failed':
      case 'response.cancelled':
        return this.failResponse(readObject(data.response) ?? {}, type.slice('response.'.length));
      case 'error':
        return this.fail(readError(data, this.options));
      default:
        return this.readItemEvent(type, data);
    }
  }

  private readItemEvent(type: string, data: JsonObject): LlmEvent[] {
    const events = this.readContentEvent(type, data);
    if (events.length === 0) return events;
    return this.started ? events : [...this.start({}), ...events];
  }

  private readContentEvent(type: string, data: JsonObject): LlmEvent[] {
    const delta = readString(data.delta) ?? '';
    switch (type) {
      case 'response.output_item.added': {
        const item = readObject(data.item) ?? {};
        return this.itemAt(data, item.type).add(item);
      }
      case 'response.output_item.done': {
        const item = readObject(data.item) ?? {};
        return this.note(this.itemAt(data, item.type).finish(item));
      }
      case 'response.output_text.delta':
        return this.itemAt(data, 'message').addText('text', delta);
      case 'response.output_text.annotation.added':
        return this.itemAt(data, 'message').addCitation(readObject(data.annotation) ?? {});
      case 'response.refusal.delta':
        return this.note(this.itemAt(data, 'message').addText('refusal', delta));
      case 'response.reasoning_summary_text.delta':
        return this.itemAt(data, 'reasoning').addThinking('summary', delta);
      case 'response.reasoning_text.delta':
        return this.itemAt(data, 'reasoning').addThinking('content', delta);
      case 'response.reasoning_summary_part.added':
        if ((readNumber(data.summary_index) ?? 0) === 0) return [];
        return this.itemAt(data, 'reasoning').addThinking('summary', '\n\n');
      default:
        return this.readCallEvent(type, data, delta);
    }
  }

  private readCallEvent(type: string, data: JsonObject, delta: string): LlmEvent[] {
    switch (type) {
      case 'response.function_call_arguments.delta':
        return this.itemAt(data, 'function_call').addArguments(delta);
      case 'response.custom_tool_call_input.delta':
        return this.itemAt(data, 'custom_tool_call').addArguments(delta);
      case 'response.function_call_arguments.done':
        return this.itemAt(data, 'function_call').setArguments(data.arguments);
      case 'response.custom_tool_call_input.done':
        return this.itemAt(data, 'custom_tool_call').setArguments(data.input);
      default:
        // Rate limits, metadata, progress of hosted tools: not part of the response.
        return [];
    }
  }

  private itemAt(data: JsonObject, type: unknown): OutputItem {
    const index = readNumber(data.output_index) ?? this.lastIndex;
    this.lastIndex = index;
    let item = this.items.get(index);
    if (!item) {
      item = new OutputItem(String(index), type);
      this.items.set(index, item);
    }
    return item;
  }

  /** The ChatGPT backend's last event has an empty output; what the stream held counts. */
  private readOutput(output: unknown): LlmEvent[] {
    if (!Array.isArray(output)) return [];
    return output.flatMap((item: unknown, index) =>
      isJsonObject(item)
        ? this.note(this.itemAt({ output_index: index }, item.type).finish(item))
        : [],
    );
  }

  private note(events: LlmEvent[]): LlmEvent[] {
    this.hasRefusal ||= events.some((event) => event.type === 'refusal');
    return events;
  }

  private start(response: JsonObject): LlmEvent[] {
    if (this.started) return [];
    this.started = true;
    const id = readString(response.id) ?? '';
    return [{ type: 'start', id, model: readString(response.model) ?? '' }];
  }

  private failResponse(response: JsonObject, status: string): LlmEvent[] {
    const usage = readResponseUsage(response);
    const error = isJsonObject(response.error)
      ? readError(response, this.options)
      : brokenUpstream(`The upstream's response was ${status}`);
    return [...(usage ? [{ type: 'usage' as const, usage }] : []), ...this.fail(error)];
  }

  /** `error` is often followed by `response.failed`: one error is enough. */
  private fail(error: LlmEvent): LlmEvent[] {
    this.finished = true;
    return [error];
  }
}

/** The error is inside of `error` in practice, flat in the published type. */
function readError(data: JsonObject, options: ReadOptions): LlmEvent {
  return readBodyError(data, options) ?? readErrorEvent({ ...data, type: undefined });
}
