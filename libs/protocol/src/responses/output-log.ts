import type { JsonObject } from '@codegate/kernel';

import { formatSse } from '../sse/format-sse.js';

/**
 * Numbers the events and the items of one response, and remembers the items for the last event. All items
 * share one counter: reasoning and a call at the same index made Codex drop the call (decolua/9router#2611).
 */
export class OutputLog {
  private sequence = 0;
  private readonly items: JsonObject[] = [];

  constructor(readonly responseId: string) {}

  /** `type` is in the data as well as in the event name (rynfar/meridian#654). */
  emit(type: string, fields: JsonObject): string {
    const data = { type, sequence_number: this.sequence++, ...fields };
    return formatSse(type, JSON.stringify(data));
  }

  /** The index the next item will have. */
  get nextIndex(): number {
    return this.items.length;
  }

  add(item: JsonObject): string {
    this.items.push(item);
    return this.emit('response.output_item.added', { output_index: this.items.length - 1, item });
  }

  /** The item as it is now, for the last event. */
  set(index: number, item: JsonObject): void {
    this.items[index] = item;
  }

  finish(index: number, item: JsonObject): string {
    this.set(index, item);
    return this.emit('response.output_item.done', { output_index: index, item });
  }

  get output(): readonly JsonObject[] {
    return this.items;
  }
}
