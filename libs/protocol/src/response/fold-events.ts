import type { LlmEvent, Part, StopReason, ToolUsePart, Usage } from '../model.js';
import type { ErrorEvent } from '../errors/error-event.js';
import { isBlank } from '../json/fields.js';
import { isCompleteJson } from '../tools/tool-arguments.js';
import { noUsage } from './usage.js';

/** A complete response, made of the events of a stream. */
export type FoldedResponse = {
  /** The upstream's id; empty when it gave none. */
  id: string;
  /** The upstream's name of the model. */
  model: string;
  parts: Part[];
  stop?: { reason: StopReason; sequence?: string; explanation?: string };
  usage: Usage;
  error?: ErrorEvent;
  /** Whether the terminal signal came. */
  ended: boolean;
};

const cutStops: ReadonlySet<StopReason> = new Set(['max_tokens', 'context_window', 'refusal']);

/**
 * Folds events into a response. A call the model could not finish, because the response was cut, is left
 * out: it must not be run (CLIProxyAPI 78f0c4079).
 */
export function foldEvents(events: readonly LlmEvent[]): FoldedResponse {
  const folder = new Folder();
  for (const event of events) folder.add(event);
  return folder.finish();
}

type CallEvent = Extract<LlmEvent, { type: 'tool_start' | 'tool_args' | 'tool_end' }>;
type StateEvent = Extract<LlmEvent, { type: 'start' | 'usage' | 'stop' | 'error' | 'end' }>;
type ContentEvent = Exclude<LlmEvent, CallEvent | StateEvent>;

class Folder {
  private readonly answer: FoldedResponse = {
    id: '',
    model: '',
    parts: [],
    usage: { ...noUsage },
    ended: false,
  };
  private readonly calls = new Map<string, ToolUsePart>();
  private readonly finishedCalls = new Set<Part>();
  /** Whether the last piece of thinking is complete, so that more thinking is a new one. */
  private signed = true;

  add(event: LlmEvent): void {
    switch (event.type) {
      case 'start':
      case 'usage':
      case 'stop':
      case 'error':
      case 'end':
        this.addState(event);
        break;
      case 'tool_start':
      case 'tool_args':
      case 'tool_end':
        this.addCall(event);
        break;
      default:
        this.addContent(event);
    }
  }

  finish(): FoldedResponse {
    const { answer } = this;
    if (!answer.stop || cutStops.has(answer.stop.reason)) {
      answer.parts = answer.parts.filter(
        (part) => part.type !== 'tool_use' || this.isComplete(part),
      );
    }
    return answer;
  }

  private isComplete(call: ToolUsePart): boolean {
    if (call.kind === 'custom') return this.finishedCalls.has(call);
    return !isBlank(call.args) && isCompleteJson(call.args);
  }

  private addState(event: StateEvent): void {
    switch (event.type) {
      case 'start':
        this.answer.id = event.id;
        this.answer.model = event.model;
        if (event.usage) this.answer.usage = event.usage;
        break;
      case 'usage':
        this.answer.usage = event.usage;
        break;
      case 'stop':
        this.answer.stop = stopOf(event);
        break;
      case 'error':
        this.answer.error ??= event;
        break;
      case 'end':
        this.answer.ended = true;
        break;
    }
  }

  private addCall(event: CallEvent): void {
    if (event.type === 'tool_start') {
      const call = toToolUse(event);
      this.calls.set(event.key, call);
      this.answer.parts.push(call);
      return;
    }
    const call = this.calls.get(event.key);
    if (!call) return;
    if (event.type === 'tool_args') call.args += event.delta;
    else this.finishedCalls.add(call);
  }

  private addText({ type, text }: Extract<LlmEvent, { type: 'text' | 'refusal' }>): void {
    const last = this.answer.parts.at(-1);
    if (last?.type === type) last.text += text;
    else if (text !== '') this.answer.parts.push({ type, text });
  }

  private addContent(event: ContentEvent): void {
    const { parts } = this.answer;
    const last = parts.at(-1);
    switch (event.type) {
      case 'text':
      case 'refusal':
        this.addText(event);
        break;
      case 'thinking':
        if (last?.type === 'thinking' && !this.signed) last.text += event.text;
        else parts.push({ type: 'thinking', text: event.text });
        this.signed = false;
        break;
      case 'signature':
        if (last?.type === 'thinking' && !this.signed) last.signature = event.signature;
        else parts.push({ type: 'thinking', text: '', signature: event.signature });
        this.signed = true;
        break;
      case 'citation':
        if (last?.type === 'text') last.sources = [...(last.sources ?? []), event.citation];
        break;
      default:
        // The events of these are parts already.
        parts.push(event);
    }
  }
}

function stopOf(event: Extract<LlmEvent, { type: 'stop' }>): NonNullable<FoldedResponse['stop']> {
  const { reason, sequence, explanation } = event;
  return {
    reason,
    ...(sequence === undefined ? {} : { sequence }),
    ...(explanation === undefined ? {} : { explanation }),
  };
}

function toToolUse(event: Extract<LlmEvent, { type: 'tool_start' }>): ToolUsePart {
  const { id, name, namespace, kind, signature } = event;
  return {
    type: 'tool_use',
    id,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    args: '',
    kind,
    ...(signature === undefined ? {} : { signature }),
  };
}
