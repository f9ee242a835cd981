import type { FieldRestorer } from '@codegate/guardrails';
import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { Protection } from './protection.js';
import type { WireEvent, WireRestorer } from './wire-restorer.js';

/** Texts of a choice, in the order in which their rest is given out. */
const proseFields = ['content', 'refusal'] as const;

type Choice = {
  prose: Map<string, FieldRestorer>;
  /** By the index of the call. */
  calls: Map<unknown, FieldRestorer>;
};

/** Chat chunks: content and refusal of each choice, and the arguments of each of its calls. */
export class ChatRestorer implements WireRestorer {
  private readonly choices = new Map<unknown, Choice>();

  constructor(private readonly protection: Protection) {}

  push(event: WireEvent): WireEvent[] {
    const { data } = event;
    if (isJsonObject(data.error) && typeof data.error.message === 'string') {
      const message = this.protection.text(data.error.message);
      return [{ ...event, data: { ...data, error: { ...data.error, message } } }];
    }
    if (!Array.isArray(data.choices) || data.choices.length === 0) return [event];
    const before: WireEvent[] = [];
    let isHeldBack = true;
    const choices = (data.choices as unknown[]).map((choice) => {
      if (!isJsonObject(choice)) return choice;
      const { restored, rest, says } = this.pushChoice(choice);
      if (says) isHeldBack = false;
      if (rest) {
        const delta = { index: choice.index, delta: rest, finish_reason: null };
        before.push({ name: undefined, data: { ...data, usage: null, choices: [delta] } });
      }
      return restored;
    });
    const isSame = choices.every((choice, i) => choice === (data.choices as unknown[])[i]);
    if (isSame && before.length === 0) return [event];
    if (isHeldBack && !isJsonObject(data.usage)) return before;
    return [...before, { ...event, data: { ...data, choices } }];
  }

  /** `rest`: what was held back and has to come before; `says`: whether the chunk still tells something. */
  private pushChoice(choice: JsonObject): {
    restored: JsonObject;
    rest: JsonObject | null;
    says: boolean;
  } {
    let state = this.choices.get(choice.index);
    if (!state) {
      state = { prose: new Map(), calls: new Map() };
      this.choices.set(choice.index, state);
    }
    const delta = isJsonObject(choice.delta) ? choice.delta : {};
    const changes: JsonObject = {};
    let says = choice.finish_reason !== null && choice.finish_reason !== undefined;
    for (const field of proseFields) {
      const text = delta[field];
      if (typeof text !== 'string' || text === '') continue;
      const restored = this.prose(state, field).push(text);
      if (restored !== text) changes[field] = restored;
      if (restored !== '') says = true;
    }
    const calls = Array.isArray(delta.tool_calls) ? (delta.tool_calls as unknown[]) : [];
    if (calls.length > 0) {
      const restored = calls.map((call) => this.pushCall(state, call));
      if (restored.some((call, i) => call !== calls[i])) changes.tool_calls = restored;
      says ||= restored.some((call) => isJsonObject(call) && saysSomething(call));
    }
    says ||= Object.keys(delta).some((field) => !heldFields.has(field) && delta[field] !== null);
    says ||= delta.content === '';
    const isOver = choice.finish_reason !== null && choice.finish_reason !== undefined;
    const rest = isOver ? endAll(state) : calls.length > 0 ? endProse(state) : null;
    const isSame = Object.keys(changes).length === 0;
    const restored = isSame ? choice : { ...choice, delta: { ...delta, ...changes } };
    return { restored, rest, says };
  }

  private prose(state: Choice, field: string): FieldRestorer {
    let restorer = state.prose.get(field);
    if (!restorer) state.prose.set(field, (restorer = this.protection.field('text')));
    return restorer;
  }

  private pushCall(state: Choice, call: unknown): unknown {
    if (!isJsonObject(call) || !isJsonObject(call.function)) return call;
    const { arguments: args } = call.function;
    if (typeof args !== 'string' || args === '') return call;
    let restorer = state.calls.get(call.index);
    if (!restorer) state.calls.set(call.index, (restorer = this.protection.field('json')));
    const restored = restorer.push(args);
    return restored === args
      ? call
      : { ...call, function: { ...call.function, arguments: restored } };
  }
}

const heldFields = new Set(['content', 'refusal', 'tool_calls', 'role']);

function saysSomething(call: JsonObject): boolean {
  if (typeof call.id === 'string' && call.id !== '') return true;
  const { name, arguments: args } = isJsonObject(call.function) ? call.function : {};
  return typeof name === 'string' || (typeof args === 'string' && args !== '');
}

function endProse(state: Choice): JsonObject | null {
  const rest: JsonObject = {};
  for (const [field, restorer] of state.prose) {
    const text = restorer.end();
    if (text !== '') rest[field] = text;
  }
  state.prose.clear();
  return Object.keys(rest).length === 0 ? null : rest;
}

function endAll(state: Choice): JsonObject | null {
  const calls = [...state.calls].flatMap(([index, restorer]) => {
    const text = restorer.end();
    return text === '' ? [] : [{ index, function: { arguments: text } }];
  });
  state.calls.clear();
  const rest = endProse(state);
  return calls.length === 0 ? rest : { ...rest, tool_calls: calls };
}
