import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { NamedEvent, PieceRestorer, StreamRestorer, TextRestorer } from '../restore/types.js';

/** Fields of reasoning without a signature, of DeepSeek and OpenRouter. */
const thoughtFields = ['reasoning_content', 'reasoning'] as const;
/** Texts of a choice, in the order in which their rest is given out. */
const proseFields = [...thoughtFields, 'content', 'refusal'] as const;

type Choice = {
  prose: Map<string, PieceRestorer>;
  /** By the index of the call. */
  calls: Map<unknown, PieceRestorer>;
};

type Pushed = {
  restored: JsonObject;
  /** What was held back and has to come before. */
  rest: JsonObject | null;
  /** Whether the chunk still has content. */
  says: boolean;
};

/** Chat chunks: thoughts, content and refusal of each choice, and the arguments of each of its calls. */
export class Restorer implements StreamRestorer {
  private readonly choices = new Map<unknown, Choice>();

  constructor(private readonly original: TextRestorer) {}

  push(event: NamedEvent): NamedEvent[] {
    const { data } = event;
    if (isJsonObject(data.error) && typeof data.error.message === 'string') {
      const message = this.original.text(data.error.message);
      return [{ ...event, data: { ...data, error: { ...data.error, message } } }];
    }
    if (!Array.isArray(data.choices) || data.choices.length === 0) return [event];
    const given: unknown[] = data.choices;
    const results = given.map((choice) => (isJsonObject(choice) ? this.pushChoice(choice) : null));
    const before = results.flatMap((result): NamedEvent[] =>
      result ? this.toRest(data, result) : [],
    );
    const choices = given.map((choice, i) => results[i]?.restored ?? choice);
    const isSame = choices.every((choice, i) => choice === given[i]);
    if (isSame && before.length === 0) return [event];
    const saysNothing = results.every((result) => result?.says === false);
    if (saysNothing && !isJsonObject(data.usage)) return before;
    return [...before, { ...event, data: { ...data, choices } }];
  }

  private toRest(data: JsonObject, { restored, rest }: Pushed): NamedEvent[] {
    if (!rest) return [];
    const choice = { index: restored.index, delta: rest, finish_reason: null };
    return [{ name: undefined, data: { ...data, usage: null, choices: [choice] } }];
  }

  private pushChoice(choice: JsonObject): Pushed {
    let state = this.choices.get(choice.index);
    if (!state) {
      state = { prose: new Map(), calls: new Map() };
      this.choices.set(choice.index, state);
    }
    const delta = isJsonObject(choice.delta) ? choice.delta : {};
    const changes: JsonObject = {
      ...this.pushProse(state, delta),
      ...this.pushCalls(state, delta),
    };
    const isOver = typeof choice.finish_reason === 'string';
    const hasCalls = Array.isArray(delta.tool_calls) && delta.tool_calls.length > 0;
    const rest = isOver
      ? endAll(state)
      : hasCalls
        ? endProse(state, proseFields)
        : isText(delta.content)
          ? endProse(state, thoughtFields)
          : null;
    const isSame = Object.keys(changes).length === 0;
    const restoredDelta = isSame ? delta : { ...delta, ...changes };
    const restored = isSame ? choice : { ...choice, delta: restoredDelta };
    return { restored, rest, says: isOver || isSame || saysSomething(restoredDelta) };
  }

  /** Fields that changed. */
  private pushProse(state: Choice, delta: JsonObject): JsonObject {
    const changes: JsonObject = {};
    for (const field of proseFields) {
      const text = delta[field];
      if (!isText(text)) continue;
      const restored = this.prose(state, field).push(text);
      if (restored !== text) changes[field] = restored;
    }
    return changes;
  }

  private pushCalls(state: Choice, delta: JsonObject): JsonObject {
    if (!Array.isArray(delta.tool_calls)) return {};
    const calls: unknown[] = delta.tool_calls;
    const restored = calls.map((call) => this.pushCall(state, call));
    return restored.every((call, i) => call === calls[i]) ? {} : { tool_calls: restored };
  }

  private prose(state: Choice, field: string): PieceRestorer {
    let restorer = state.prose.get(field);
    if (!restorer) state.prose.set(field, (restorer = this.original.field('text')));
    return restorer;
  }

  private pushCall(state: Choice, call: unknown): unknown {
    if (!isJsonObject(call) || !isJsonObject(call.function)) return call;
    const { arguments: args } = call.function;
    if (typeof args !== 'string' || args === '') return call;
    let restorer = state.calls.get(call.index);
    if (!restorer) state.calls.set(call.index, (restorer = this.original.field('json')));
    const restored = restorer.push(args);
    return restored === args
      ? call
      : { ...call, function: { ...call.function, arguments: restored } };
  }
}

const emptyFields = new Set<string>([...proseFields, 'tool_calls', 'role']);

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether a delta has content left after values were held back. */
function saysSomething(delta: JsonObject): boolean {
  if (proseFields.some((field) => isText(delta[field]))) return true;
  if (Array.isArray(delta.tool_calls) && delta.tool_calls.some(callSaysSomething)) return true;
  return Object.keys(delta).some((field) => !emptyFields.has(field) && delta[field] !== null);
}

function callSaysSomething(call: unknown): boolean {
  if (!isJsonObject(call)) return true;
  if (typeof call.id === 'string' && call.id !== '') return true;
  const { name, arguments: args } = isJsonObject(call.function) ? call.function : {};
  return typeof name === 'string' || (typeof args === 'string' && args !== '');
}

function endProse(state: Choice, fields: readonly string[]): JsonObject | null {
  const rest: JsonObject = {};
  for (const field of fields) {
    const text = state.prose.get(field)?.end() ?? '';
    state.prose.delete(field);
    if (text !== '') rest[field] = text;
  }
  return Object.keys(rest).length === 0 ? null : rest;
}

function endAll(state: Choice): JsonObject | null {
  const calls = [...state.calls].flatMap(([index, restorer]) => {
    const text = restorer.end();
    return text === '' ? [] : [{ index, function: { arguments: text } }];
  });
  state.calls.clear();
  const rest = endProse(state, proseFields);
  return calls.length === 0 ? rest : { ...rest, tool_calls: calls };
}
