import type { JsonObject } from '@codegate/kernel';

import { isBlank } from '../json/fields.js';
import type { LlmEvent, Signature, StopReason, Usage } from '../model.js';
import { writeErrorObject } from '../openai/error-object.js';
import { issuedBy } from '../reasoning/signature-tag.js';
import { ResponseToolIds, toResponseId } from '../response/response-ids.js';
import type { ResponseOptions, StreamWriter as Writer } from '../response/types.js';
import { noUsage } from '../response/usage.js';
import { formatSse } from '../sse/format-sse.js';
import { isCompleteJson, readCustomInput } from '../tools/tool-arguments.js';
import { toRedactedDetail } from './reasoning-details.js';
import { toAnnotation } from './annotations.js';
import { toThoughtSignature, writeReasoningDetails } from './signatures.js';
import { writeChatStop } from './stop-reason.js';
import { writeChatUsage } from './usage.js';

type ToolStart = Extract<LlmEvent, { type: 'tool_start' }>;
type Stop = Extract<LlmEvent, { type: 'stop' }>;
type Call = {
  index: number;
  kind: 'function' | 'custom';
  /** A free-text tool the upstream knows as a function: its text is inside of JSON, so it has to wait. */
  wrapped: boolean;
  args: string;
  ended: boolean;
};

const cutStops: ReadonlySet<StopReason> = new Set(['max_tokens', 'context_window', 'refusal']);

/** Writes chunks of a chat completion. Calls are numbered from 0 without gaps, whatever else is between them. */
export class StreamWriter implements Writer {
  private readonly calls = new Map<string, Call>();
  private head = '';
  private toolIds: ResponseToolIds | undefined;
  private closed = false;
  /** The thinking since the last signature, which the next one belongs to. */
  private thinking = '';
  /** The text so far, in which citations have their place. */
  private text = '';
  private hasRefusal = false;
  private usage: Usage = noUsage;
  private stop: Stop | undefined;

  constructor(private readonly options: ResponseOptions) {}

  write(event: LlmEvent): string {
    if (this.closed) return '';
    switch (event.type) {
      case 'start':
        if (event.usage) this.usage = event.usage;
        return this.start(event.id);
      case 'usage':
        this.usage = event.usage;
        return '';
      case 'stop':
        this.stop = event;
        return '';
      case 'error':
        this.closed = true;
        return formatSse(null, JSON.stringify({ error: writeErrorObject(event) }));
      case 'end':
        return this.end();
      default:
        return this.start('') + this.writeContent(event);
    }
  }

  private writeContent(
    event: Exclude<LlmEvent, { type: 'start' | 'usage' | 'stop' | 'error' | 'end' }>,
  ): string {
    switch (event.type) {
      case 'text':
        this.text += event.text;
        return this.writeText('content', event.text);
      case 'thinking':
        this.thinking += event.text;
        return this.writeText('reasoning_content', event.text);
      case 'refusal':
        this.hasRefusal = true;
        return this.writeText('refusal', event.text);
      case 'signature':
        return this.writeSignature(event.signature);
      case 'tool_start':
        return this.startCall(event);
      case 'tool_args':
        return this.addArguments(event.key, event.delta);
      case 'tool_end':
        return this.endCall(event.key);
      case 'citation':
        return this.chunk({ annotations: [toAnnotation(event.citation, this.text)] }, null);
      case 'redacted':
        return this.chunk({ reasoning_details: [toRedactedDetail(event.data)] }, null);
      case 'web_search':
      case 'opaque':
        return '';
    }
  }

  /** The part of all chunks that never changes is made once. */
  private start(upstreamId: string): string {
    if (this.head !== '') return '';
    const id = this.options.id ?? toResponseId('chatcmpl-', upstreamId);
    this.toolIds = new ResponseToolIds('call_', id);
    const head: JsonObject = {
      id,
      object: 'chat.completion.chunk',
      created: Math.floor(this.options.createdMs / 1000),
      model: this.options.model,
    };
    this.head = JSON.stringify(head).slice(0, -1);
    return this.chunk({ role: 'assistant', content: '' }, null);
  }

  private chunk(delta: JsonObject, finishReason: string | null): string {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
    return this.send(choices, this.options.includeUsage ? ',"usage":null' : '');
  }

  private send(choices: JsonObject[], rest: string): string {
    return formatSse(null, `${this.head},"choices":${JSON.stringify(choices)}${rest}}`);
  }

  private writeText(field: string, text: string): string {
    return text === '' ? '' : this.chunk({ [field]: text }, null);
  }

  private writeSignature(signature: Signature): string {
    const text = this.thinking;
    this.thinking = '';
    const details = writeReasoningDetails(issuedBy(signature, this.options.issuer), text);
    return details ? this.chunk({ reasoning_details: details }, null) : '';
  }

  private startCall(event: ToolStart): string {
    const original = this.options.names.original(event.name);
    const wrapped = event.kind === 'function' && original?.kind === 'custom';
    const kind = wrapped ? 'custom' : event.kind;
    const index = this.calls.size;
    this.calls.set(event.key, { index, kind, wrapped, args: '', ended: false });
    const id = this.toolIds?.next(event.id) ?? event.id;
    const name = original?.name ?? event.name;
    const start =
      kind === 'custom'
        ? { index, id, type: 'custom', custom: { name, input: '' } }
        : { index, id, type: 'function', function: { name, arguments: '' } };
    return this.chunk({ tool_calls: [{ ...start, ...toThoughtSignature(event.signature) }] }, null);
  }

  private addArguments(key: string, delta: string): string {
    const call = this.calls.get(key);
    if (!call || call.ended || delta === '') return '';
    call.args += delta;
    return call.wrapped ? '' : this.writeArguments(call, delta);
  }

  private writeArguments({ index, kind }: Call, text: string): string {
    const piece =
      kind === 'custom'
        ? { index, custom: { input: text } }
        : { index, function: { arguments: text } };
    return this.chunk({ tool_calls: [piece] }, null);
  }

  /** The upstream ended the call; whether it was cut is known only at the end of the response. */
  private endCall(key: string): string {
    const call = this.calls.get(key);
    if (!call || (call.kind === 'function' && isBlank(call.args))) return '';
    return call.wrapped && !isCompleteJson(call.args) ? '' : this.finishCall(call);
  }

  /** Clients parse the arguments as JSON, so a call without any gets an empty object (vercel/ai#10747). */
  private finishCall(call: Call): string {
    if (call.ended) return '';
    call.ended = true;
    if (call.wrapped) return this.writeArguments(call, readCustomInput(call.args));
    return call.kind === 'function' && isBlank(call.args) ? this.writeArguments(call, '{}') : '';
  }

  private end(): string {
    let text = this.start('');
    const seen = { toolCalls: this.calls.size > 0, refusal: this.hasRefusal };
    const reason = this.stop?.reason ?? (seen.toolCalls ? 'tool_use' : 'end_turn');
    // An incomplete call of a cut response is left as it is; otherwise the end of the response ends it.
    if (!cutStops.has(reason)) {
      for (const call of this.calls.values()) text += this.finishCall(call);
    }
    const isSilent = this.text === '' && !this.hasRefusal;
    const explanation = isSilent ? this.stop?.explanation : undefined;
    if (reason === 'refusal' && explanation !== undefined) {
      text += this.writeText('refusal', explanation);
    }
    text += this.chunk({}, writeChatStop(reason, seen));
    if (this.options.includeUsage) {
      text += this.send([], `,"usage":${JSON.stringify(writeChatUsage(this.usage))}`);
    }
    this.closed = true;
    return text + formatSse(null, '[DONE]');
  }
}
