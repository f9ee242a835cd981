import { append, type JsonObject } from '@codegate/kernel';

import { brokenUpstream, cutStream, readErrorEvent } from '../errors/error-event.js';
import { readNumber, readObject, readString } from '../json/fields.js';
import { parseUpstreamJson } from '../json/upstream-json.js';
import type { LlmEvent, Usage } from '../model.js';
import type { StreamReader as Reader } from '../response/types.js';
import type { SseEvent } from '../sse/sse-reader.js';
import { SearchReader } from './search-reader.js';
import { newText, type OpenBlock, readDelta, startBlock, stopBlock } from './block-reader.js';
import { readMessagesStop } from './stop-reason.js';
import { readMessagesUsage } from './usage.js';

const terminal = 'message_stop';

/** Reads Anthropic's stream. Usage is cumulative, blocks are found by index, unknown events are skipped. */
export class StreamReader implements Reader {
  private id: string | undefined;
  private usage: Usage | undefined;
  private readonly blocks = new Map<number, OpenBlock>();
  private readonly searches = new SearchReader();
  private calls = 0;
  private hasContent = false;
  private stop: JsonObject | undefined;
  private isDone = false;

  push(event: SseEvent): LlmEvent[] {
    if (this.isDone || event.data === '[DONE]') return [];
    const data = readObject(parseUpstreamJson(event.data));
    if (!data) {
      // A last event cut off after the response was complete changes nothing.
      return this.stop
        ? []
        : this.fail(brokenUpstream('The upstream sent an event that is not JSON'));
    }
    return this.read(readString(data.type) ?? event.event ?? '', data);
  }

  end(): LlmEvent[] {
    if (this.isDone) return [];
    return this.stop ? this.finish() : this.fail(cutStream(terminal));
  }

  private read(type: string, data: JsonObject): LlmEvent[] {
    switch (type) {
      case 'message_start':
        return this.start(readObject(data.message) ?? {});
      case 'content_block_start':
        return this.startBlock(readNumber(data.index) ?? 0, readObject(data.content_block) ?? {});
      case 'content_block_delta':
        return this.readDelta(readNumber(data.index) ?? 0, readObject(data.delta) ?? {});
      case 'content_block_stop':
        return this.stopBlock(readNumber(data.index) ?? 0);
      case 'message_delta':
        return this.readMessageDelta(data);
      case terminal:
        return this.stop || this.hasContent ? this.finish() : this.fail(cutStream('a stop_reason'));
      case 'error':
        return this.fail(readErrorEvent(data.error));
      default:
        return [];
    }
  }

  private start(message: JsonObject): LlmEvent[] {
    const id = readString(message.id) ?? '';
    if (this.id !== undefined) {
      if (id === this.id || id === '') return [];
      return this.fail(brokenUpstream('The upstream mixed two answers into one stream'));
    }
    this.id = id;
    this.usage = readMessagesUsage(message.usage);
    return [
      {
        type: 'start',
        id,
        model: readString(message.model) ?? '',
        ...(this.usage ? { usage: this.usage } : {}),
      },
    ];
  }

  private startBlock(index: number, block: JsonObject): LlmEvent[] {
    // Blocks follow each other; a forgotten content_block_stop ends here.
    const events = this.stopBlocks();
    const { open, events: started } = startBlock(block, String(this.calls));
    if (open) this.blocks.set(index, open);
    if (open?.kind === 'tool') this.calls++;
    this.hasContent ||= open?.kind !== 'opaque';
    append(events, started);
    return events;
  }

  private readDelta(index: number, delta: JsonObject): LlmEvent[] {
    const open = this.blocks.get(index) ?? this.openByDelta(index, delta);
    return open ? readDelta(open, delta) : [];
  }

  /** A text delta without a start still is text. */
  private openByDelta(index: number, delta: JsonObject): OpenBlock | undefined {
    if (delta.type !== 'text_delta') return undefined;
    const open = newText('');
    this.blocks.set(index, open);
    this.hasContent = true;
    return open;
  }

  private stopBlock(index: number): LlmEvent[] {
    const open = this.blocks.get(index);
    if (!open) return [];
    this.blocks.delete(index);
    return this.searches.push(stopBlock(open));
  }

  private stopBlocks(): LlmEvent[] {
    return [...this.blocks.keys()].flatMap((index) => this.stopBlock(index));
  }

  private readMessageDelta(data: JsonObject): LlmEvent[] {
    const delta = readObject(data.delta) ?? {};
    if (readString(delta.stop_reason) !== undefined) this.stop = delta;
    const usage = readMessagesUsage(data.usage, this.usage);
    if (!usage) return [];
    this.usage = usage;
    return [{ type: 'usage', usage }];
  }

  private finish(): LlmEvent[] {
    this.isDone = true;
    const stop = readStop(this.stop ?? {}, this.calls > 0);
    return [...this.stopBlocks(), ...this.searches.end(), stop, { type: 'end' }];
  }

  private fail(error: LlmEvent): LlmEvent[] {
    this.isDone = true;
    return [error];
  }
}

/** The stop of a message_delta or of a whole message. */
export function readStop(delta: JsonObject, hasCalls: boolean): LlmEvent {
  const sequence = readString(delta.stop_sequence);
  const explanation = readString(readObject(delta.stop_details)?.explanation);
  return {
    type: 'stop',
    reason: readMessagesStop(readString(delta.stop_reason) ?? '', {
      toolCalls: hasCalls,
      refusal: false,
    }),
    ...(sequence === undefined ? {} : { sequence }),
    ...(explanation === undefined ? {} : { explanation }),
  };
}
