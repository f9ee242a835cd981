import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { NamedEvent, PieceRestorer, StreamRestorer, TextRestorer } from '../restore/types.js';

/** Deltas that carry text to restore: their field, and what kind of text it is. */
const fieldOfDelta: ReadonlyMap<string, { field: string; kind: 'text' | 'json' }> = new Map([
  ['text_delta', { field: 'text', kind: 'text' }],
  ['input_json_delta', { field: 'partial_json', kind: 'json' }],
]);

type OpenBlock = { restorer: PieceRestorer; deltaType: string; field: string };

/** Anthropic's stream: one text for each content block. */
export class Restorer implements StreamRestorer {
  private readonly blocks = new Map<unknown, OpenBlock>();

  constructor(private readonly original: TextRestorer) {}

  push(event: NamedEvent): NamedEvent[] {
    const { data } = event;
    switch (data.type) {
      case 'content_block_start':
        return [this.changed(event, 'content_block', this.restoreBlock(data.content_block))];
      case 'content_block_delta':
        return this.pushDelta(event);
      case 'content_block_stop':
        return [...this.endBlock(data.index), event];
      case 'message_delta':
        return [...this.endBlocks(), this.changed(event, 'delta', this.restoreStop(data.delta))];
      case 'message_stop':
        return [...this.endBlocks(), event];
      case 'error':
        return [{ ...event, data: this.restoreError(data) }];
      default:
        return [event];
    }
  }

  private pushDelta(event: NamedEvent): NamedEvent[] {
    const { data } = event;
    const delta = isJsonObject(data.delta) ? data.delta : {};
    if (isJsonObject(delta.citation)) return [this.restoreCitation(event, delta)];
    const deltaType = String(delta.type);
    const known = fieldOfDelta.get(deltaType);
    const text = known && delta[known.field];
    if (!known || typeof text !== 'string') return [event];
    let block = this.blocks.get(data.index);
    if (!block) {
      block = { restorer: this.original.field(known.kind), deltaType, field: known.field };
      this.blocks.set(data.index, block);
    }
    const restored = block.restorer.push(text);
    if (restored === text) return [event];
    if (restored === '') return [];
    return [{ ...event, data: { ...data, delta: { ...delta, [known.field]: restored } } }];
  }

  private endBlock(index: unknown): NamedEvent[] {
    const block = this.blocks.get(index);
    this.blocks.delete(index);
    const rest = block?.restorer.end() ?? '';
    if (!block || rest === '') return [];
    const delta = { type: block.deltaType, [block.field]: rest };
    const data = { type: 'content_block_delta', index, delta };
    return [{ name: 'content_block_delta', data }];
  }

  private endBlocks(): NamedEvent[] {
    return [...this.blocks.keys()].flatMap((index) => this.endBlock(index));
  }

  /** A block that is complete when it begins, such as the results of a web search. */
  private restoreBlock(block: unknown): unknown {
    const { content } = this.original.body('messages', { content: [block] });
    return (content as unknown[])[0];
  }

  private restoreCitation(event: NamedEvent, delta: JsonObject): NamedEvent {
    const block = this.restoreBlock({ citations: [delta.citation] }) as { citations: unknown[] };
    const [citation] = block.citations;
    return citation === delta.citation
      ? event
      : this.changed(event, 'delta', { ...delta, citation });
  }

  /** The stop sequence that was found: it is masked in the request. */
  private restoreStop(delta: unknown): unknown {
    if (!isJsonObject(delta) || typeof delta.stop_sequence !== 'string') return delta;
    const text = this.original.text(delta.stop_sequence);
    return text === delta.stop_sequence ? delta : { ...delta, stop_sequence: text };
  }

  private changed(event: NamedEvent, member: string, value: unknown): NamedEvent {
    const { data } = event;
    return data[member] === value ? event : { ...event, data: { ...data, [member]: value } };
  }

  private restoreError(data: JsonObject): JsonObject {
    const error = isJsonObject(data.error) ? data.error : {};
    if (typeof error.message !== 'string') return data;
    return { ...data, error: { ...error, message: this.original.text(error.message) } };
  }
}
