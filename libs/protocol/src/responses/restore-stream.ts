import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { NamedEvent, PieceRestorer, StreamRestorer, TextRestorer } from '../restore/types.js';

/** Events with a piece of a text, and the event and field that repeat the whole of it. */
const streams = [
  { delta: 'response.output_text.delta', done: 'response.output_text.done', field: 'text' },
  {
    delta: 'response.reasoning_summary_text.delta',
    done: 'response.reasoning_summary_text.done',
    field: 'text',
  },
  { delta: 'response.reasoning_text.delta', done: 'response.reasoning_text.done', field: 'text' },
  { delta: 'response.refusal.delta', done: 'response.refusal.done', field: 'refusal' },
  {
    delta: 'response.function_call_arguments.delta',
    done: 'response.function_call_arguments.done',
    field: 'arguments',
  },
  {
    delta: 'response.custom_tool_call_input.delta',
    done: 'response.custom_tool_call_input.done',
    field: 'input',
  },
] as const;
const byDelta = new Map<unknown, (typeof streams)[number]>(
  streams.map((each) => [each.delta, each]),
);
const byDone = new Map<unknown, (typeof streams)[number]>(streams.map((each) => [each.done, each]));

/**
 * Responses events: pieces of texts, and the events that repeat whole texts, items and the response. Sequence
 * numbers are assigned again, because an event may be held back or added.
 */
export class Restorer implements StreamRestorer {
  private readonly fields = new Map<string, { restorer: PieceRestorer; last: JsonObject }>();
  private nextNumber = 0;

  constructor(private readonly original: TextRestorer) {}

  push(event: NamedEvent): NamedEvent[] {
    return this.restore(event).map((each) => this.number(each));
  }

  private restore(event: NamedEvent): NamedEvent[] {
    const { data } = event;
    if (byDelta.has(data.type)) return this.pushDelta(event);
    const done = byDone.get(data.type);
    if (done) {
      const text = data[done.field];
      const whole = typeof text === 'string' ? this.whole(done.field, text) : text;
      const rest = this.endField(keyOf(data, done.delta));
      return [...rest, { ...event, data: { ...data, [done.field]: whole } }];
    }
    return [{ ...event, data: this.restoreWhole(data) }];
  }

  private pushDelta(event: NamedEvent): NamedEvent[] {
    const { data } = event;
    if (typeof data.delta !== 'string') return [event];
    const stream = byDelta.get(data.type);
    const key = keyOf(data, data.type);
    let field = this.fields.get(key);
    if (!field) {
      const kind = kindOfField(stream?.field);
      field = { restorer: this.original.field(kind), last: data };
      this.fields.set(key, field);
    }
    field.last = data;
    const restored = field.restorer.push(data.delta);
    return restored === '' ? [] : [{ ...event, data: { ...data, delta: restored } }];
  }

  private endField(key: string): NamedEvent[] {
    const field = this.fields.get(key);
    this.fields.delete(key);
    const rest = field?.restorer.end() ?? '';
    if (!field || rest === '') return [];
    return [{ name: String(field.last.type), data: { ...field.last, delta: rest } }];
  }

  private whole(field: string, text: string): string {
    const restorer = this.original.field(kindOfField(field));
    return restorer.push(text) + restorer.end();
  }

  /** Items, parts, the response and errors, as far as the event has them. */
  private restoreWhole(data: JsonObject): JsonObject {
    const restored: JsonObject = { ...data };
    if (isJsonObject(data.response)) {
      restored.response = this.restoreResponse(data.response);
    }
    if (isJsonObject(data.item)) {
      const { output } = this.original.body('responses', { output: [data.item] });
      restored.item = (output as unknown[])[0];
    }
    if (isJsonObject(data.part)) {
      const { text } = data.part;
      if (typeof text === 'string') {
        restored.part = { ...data.part, text: this.original.text(text) };
      }
    }
    if (isJsonObject(data.annotation)) {
      const { output } = this.original.body('responses', { output: [data.annotation] });
      restored.annotation = (output as unknown[])[0];
    }
    if (data.type === 'error' && typeof data.message === 'string') {
      restored.message = this.original.text(data.message);
    }
    return restored;
  }

  private restoreResponse(response: JsonObject): JsonObject {
    const body = this.original.body('responses', response);
    const error = isJsonObject(body.error) ? body.error : undefined;
    if (typeof error?.message !== 'string') return body;
    return { ...body, error: { ...error, message: this.original.text(error.message) } };
  }

  private number(event: NamedEvent): NamedEvent {
    if (typeof event.data.sequence_number !== 'number') return event;
    const data = { ...event.data, sequence_number: this.nextNumber };
    this.nextNumber += 1;
    return { ...event, data };
  }
}

function keyOf(data: JsonObject, deltaType: unknown): string {
  const part = data.content_index ?? data.summary_index;
  return `${String(deltaType)} ${String(data.output_index)} ${String(part)}`;
}

function kindOfField(field: string | undefined): 'text' | 'json' | 'argument' {
  if (field === 'arguments') return 'json';
  return field === 'input' ? 'argument' : 'text';
}
