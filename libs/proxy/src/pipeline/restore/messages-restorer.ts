import type { FieldRestorer } from '@codegate/guardrails';
import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { Protection } from '../protect/protection.js';
import type { WireEvent, WireRestorer } from './wire-restorer.js';

/** Deltas that carry text to restore: their field, and what kind of text it is. */
const fieldOfDelta: Readonly<Record<string, { field: string; kind: 'text' | 'json' }>> = {
  text_delta: { field: 'text', kind: 'text' },
  input_json_delta: { field: 'partial_json', kind: 'json' },
};

type OpenBlock = { restorer: FieldRestorer; deltaType: string; field: string };

/** Anthropic's stream: one text for each content block. */
export class MessagesRestorer implements WireRestorer {
  private readonly blocks = new Map<unknown, OpenBlock>();

  constructor(private readonly protection: Protection) {}

  push(event: WireEvent): WireEvent[] {
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

  private pushDelta(event: WireEvent): WireEvent[] {
    const { data } = event;
    const delta = isJsonObject(data.delta) ? data.delta : {};
    const deltaType = String(delta.type);
    const known = fieldOfDelta[deltaType];
    const text = known && delta[known.field];
    if (!known || typeof text !== 'string') return [event];
    let block = this.blocks.get(data.index);
    if (!block) {
      block = { restorer: this.protection.field(known.kind), deltaType, field: known.field };
      this.blocks.set(data.index, block);
    }
    const restored = block.restorer.push(text);
    if (restored === text) return [event];
    if (restored === '') return [];
    return [{ ...event, data: { ...data, delta: { ...delta, [known.field]: restored } } }];
  }

  private endBlock(index: unknown): WireEvent[] {
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
    return { ...data, error: { ...error, message: this.protection.text(error.message) } };
  }
}
