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
      case 'content_block_delta':
        return this.pushDelta(event);
      case 'content_block_stop':
        return [...this.endBlock(data.index), event];
      case 'message_delta':
      case 'message_stop':
        return [...[...this.blocks.keys()].flatMap((index) => this.endBlock(index)), event];
      case 'error':
        return [{ ...event, data: this.restoreError(data) }];
      default:
        return [event];
    }
  }

  private pushDelta(event: NamedEvent): NamedEvent[] {
    const { data } = event;
    const delta = isJsonObject(data.delta) ? data.delta : {};
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

  private restoreError(data: JsonObject): JsonObject {
    const error = isJsonObject(data.error) ? data.error : {};
    if (typeof error.message !== 'string') return data;
    return { ...data, error: { ...error, message: this.original.text(error.message) } };
  }
}
