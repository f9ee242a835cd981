import type { JsonObject } from '@codegate/kernel';

import { readNumber, readObject, readString } from '../json/fields.js';
import { isCompleteJson, toArgumentsText } from '../tools/tool-arguments.js';
import type { LlmEvent, Signature } from '../model.js';
import { readThoughtSignature } from './read-messages.js';

type Call = {
  key: string;
  id: string;
  name: string;
  kind: 'function' | 'custom';
  args: string;
  started: boolean;
  signature?: Signature;
};

type Delta = {
  index: number | undefined;
  id: string;
  name: string;
  kind: 'function' | 'custom';
  args: string;
  signature?: Signature;
};

/**
 * Puts the pieces of tool calls together. Servers number, name and repeat them in many ways; the rules are
 * those of section 5.2 of the protocol notes, each from a public issue.
 */
export class ToolCallAssembler {
  private readonly calls: Call[] = [];
  private readonly byIndex = new Map<number, Call>();

  /** Whether at least one call has a name, so that it can be run. */
  get hasCalls(): boolean {
    return this.calls.some((call) => call.started);
  }

  push(raw: JsonObject): LlmEvent[] {
    const delta = readDelta(raw);
    const call = this.callOf(delta);
    if (call.id === '') call.id = delta.id;
    // Once, never appended: several servers repeat the name in each piece (NousResearch/hermes-agent#8089).
    if (call.name === '') call.name = delta.name;
    if (delta.signature && !call.started) call.signature = delta.signature;
    if (call.name === '') {
      // Arguments can come before the name (vercel/ai#14760).
      call.args += delta.args;
      return [];
    }
    const events: LlmEvent[] = call.started ? [] : start(call);
    // Whole arguments repeated at the end (NousResearch/hermes-agent#5384).
    if (delta.args === '' || (delta.args === call.args && isWhole(call))) return events;
    call.args += delta.args;
    events.push({ type: 'tool_args', key: call.key, delta: delta.args });
    return events;
  }

  /**
   * Ends the calls. When the response was cut, a call with incomplete arguments stays open: it must not be run
   * (CLIProxyAPI 78f0c4079).
   */
  end(wasCut: boolean): LlmEvent[] {
    return this.calls
      .filter((call) => call.started && !(wasCut && !isWhole(call)))
      .map((call) => ({ type: 'tool_end', key: call.key }));
  }

  private callOf(delta: Delta): Call {
    const call = this.knownCall(delta) ?? this.addCall(delta);
    if (delta.index !== undefined) this.byIndex.set(delta.index, call);
    return call;
  }

  private knownCall(delta: Delta): Call | undefined {
    const last = this.calls.at(-1);
    if (!last) return undefined;
    if (delta.index === undefined) return this.callWithoutIndex(delta, last);
    const known = this.byIndex.get(delta.index);
    if (known) return isAnotherCall(delta, known) ? undefined : known;
    if (delta.name !== '') return undefined;
    // A name can come late for a further call too; the piece then has an id no other call has.
    return this.callWithId(delta.id) ?? (delta.id === '' ? last : undefined);
  }

  private callWithoutIndex(delta: Delta, last: Call): Call | undefined {
    const known = this.callWithId(delta.id);
    if (known || delta.name === '') return known ?? last;
    return delta.id === '' && !isAnotherCall(delta, last) ? last : undefined;
  }

  private callWithId(id: string): Call | undefined {
    return id === '' ? undefined : this.calls.find((call) => call.id === id);
  }

  private addCall(delta: Delta): Call {
    const key = String(this.calls.length);
    const { id, kind } = delta;
    const call: Call = { key, id, name: '', kind, args: '', started: false };
    this.calls.push(call);
    return call;
  }
}

/**
 * Whether a piece with the index of a known call starts another one. Gemini and Ollama give every call
 * index 0; LM Studio gives every piece a new id, but no name (NousResearch/hermes-agent#5331).
 */
function isAnotherCall(delta: Delta, known: Call): boolean {
  if (delta.name === '' || known.name === '') return false;
  if (delta.id !== '' && known.id !== '') return delta.id !== known.id;
  // Without ids: more after complete arguments could only be another call's.
  if (!isWhole(known)) return false;
  return delta.name !== known.name || (delta.args !== known.args && delta.args.startsWith('{'));
}

function isWhole(call: Call): boolean {
  if (call.kind === 'custom') return false;
  // Cheap first: servers that repeat the name ask this for every piece.
  return call.args.trimEnd().endsWith('}') && isCompleteJson(call.args);
}

function start(call: Call): LlmEvent[] {
  call.started = true;
  const { key, id, name, kind, signature } = call;
  const events: LlmEvent[] = [
    { type: 'tool_start', key, id, name, kind, ...(signature ? { signature } : {}) },
  ];
  if (call.args !== '') events.push({ type: 'tool_args', key, delta: call.args });
  return events;
}

/** A piece of a call. Empty ids and null types mean nothing (vercel/ai#19091). */
function readDelta(raw: JsonObject): Delta {
  const custom = readObject(raw.custom);
  const definition = custom ?? readObject(raw.function) ?? {};
  return {
    index: readNumber(raw.index),
    id: readString(raw.id) ?? '',
    name: readString(definition.name) ?? '',
    kind: custom ? 'custom' : 'function',
    // Ollama sends an object (BerriAI/litellm#37792).
    args: toArgumentsText(custom ? custom.input : definition.arguments),
    ...readThoughtSignature(raw),
  };
}
