import type { JsonObject } from '@codegate/kernel';

import type { LlmEvent, Usage, WebSearch, WebSource } from '../model.js';
import { ResponseToolIds, toResponseId } from '../response/response-ids.js';
import type { ResponseOptions, StreamWriter as Writer } from '../response/types.js';
import { noUsage } from '../response/usage.js';
import { formatSse } from '../sse/format-sse.js';
import { BlockWriter } from './block-writer.js';
import { OutgoingToolCall } from './outgoing-tool-call.js';
import { type FoldedStop, writeSignature, writeStop } from './response-parts.js';
import { writeMessagesUsage } from './usage.js';
import { writeCitation, writeSearch } from './web-search.js';
import { writeError } from './write-error.js';

type CallEvent = Extract<LlmEvent, { type: 'tool_start' | 'tool_args' | 'tool_end' }>;
type ProseEvent = Extract<
  LlmEvent,
  {
    type:
      | 'text'
      | 'refusal'
      | 'thinking'
      | 'signature'
      | 'redacted'
      | 'opaque'
      | 'web_search'
      | 'citation';
  }
>;

const cutStops: ReadonlySet<string> = new Set(['max_tokens', 'context_window', 'refusal']);

/**
 * Writes Anthropic's stream. Its blocks are strictly sequential, while calls of other formats may run
 * in parallel: only one call streams, and whatever comes meanwhile waits in line behind it
 * (praxis-proxy/ai#266).
 */
export class StreamWriter implements Writer {
  private readonly blocks: BlockWriter;
  private readonly calls = new Map<string, OutgoingToolCall>();
  private ids: ResponseToolIds | undefined;
  private openCall: OutgoingToolCall | null = null;
  /** What waits for the open call to end, in order. */
  private line: (OutgoingToolCall | ProseEvent)[] = [];
  private readonly unlisted: WebSearch[] = [];
  private readonly cited = new Map<string, WebSource>();
  private hasRefusal = false;
  private usage: Usage | undefined;
  private stop: FoldedStop | undefined;
  private isDone = false;

  constructor(private readonly options: ResponseOptions) {
    this.blocks = new BlockWriter(writeSignature(undefined, options.issuer));
  }

  write(event: LlmEvent): string {
    if (this.isDone) return '';
    switch (event.type) {
      case 'start':
        return this.start(event.id, event.usage);
      case 'usage':
        this.usage = event.usage;
        return '';
      case 'stop':
        this.stop = event;
        return '';
      case 'error':
        this.isDone = true;
        return formatSse('error', JSON.stringify(writeError(event)));
      case 'end':
        return this.start('') + this.finish();
      case 'tool_start':
      case 'tool_args':
      case 'tool_end':
        return this.start('') + this.writeCall(event);
      default:
        return this.start('') + this.writeInOrder(event);
    }
  }

  private start(upstreamId: string, usage?: Usage): string {
    if (this.ids) return '';
    const id = this.options.id ?? toResponseId('msg_', upstreamId);
    this.ids = new ResponseToolIds('toolu_', id);
    this.usage = usage ?? { ...noUsage, inputTokens: this.options.inputTokensEstimate };
    const message = {
      id,
      type: 'message',
      role: 'assistant',
      model: this.options.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: writeMessagesUsage(this.usage),
    };
    return formatSse('message_start', JSON.stringify({ type: 'message_start', message }));
  }

  private writeCall(event: CallEvent): string {
    if (event.type === 'tool_start') {
      if (this.calls.has(event.key)) return '';
      const call = this.toCall(event);
      this.calls.set(event.key, call);
      return this.writeInOrder(call);
    }
    const call = this.calls.get(event.key);
    if (!call) return '';
    if (event.type === 'tool_args') call.add(event.delta);
    else call.hasEnded = true;
    if (call !== this.openCall) return this.advance();
    const unsent = call.hasEnded ? '' : this.blocks.toolInput(call.takeUnsent());
    return call.hasEnded ? this.advance() : unsent;
  }

  private toCall(event: Extract<LlmEvent, { type: 'tool_start' }>): OutgoingToolCall {
    const id = this.ids?.next(event.id) ?? event.id;
    const name = this.options.names.original(event.name)?.name ?? event.name;
    return new OutgoingToolCall(event, id, name);
  }

  /** Writes at once, or gets in line behind an open call. */
  private writeInOrder(item: OutgoingToolCall | ProseEvent): string {
    const last = this.line.at(-1);
    // Joined while they wait, so that a long wait costs no long queue.
    if (isProse(item) && last && isProse(last) && last.type === item.type) {
      this.line[this.line.length - 1] = { type: item.type, text: last.text + item.text };
    } else {
      this.line.push(item);
    }
    return this.advance();
  }

  /** Writes whatever need not wait any longer. */
  private advance(): string {
    let text = '';
    while (
      !this.openCall ||
      (this.line.length > 0 ? this.openCall.isComplete : this.openCall.hasEnded)
    ) {
      text += this.closeCall();
      const next = this.line.shift();
      if (!next) break;
      text += next instanceof OutgoingToolCall ? this.openBlock(next) : this.writeProse(next);
    }
    return text;
  }

  private openBlock(call: OutgoingToolCall): string {
    this.openCall = call;
    call.state = 'open';
    const signature = call.signature && writeSignature(call.signature, this.options.issuer);
    const before =
      signature === undefined ? '' : this.blocks.close() + this.blocks.signature(signature);
    const start = before + this.blocks.startTool(call.id, call.name);
    return call.hasEnded ? start : start + this.blocks.toolInput(call.takeUnsent());
  }

  private closeCall(): string {
    const call = this.openCall;
    if (!call) return '';
    this.openCall = null;
    call.state = 'closed';
    return this.blocks.toolInput(call.takeRest()) + this.blocks.close();
  }

  private writeProse(event: ProseEvent): string {
    switch (event.type) {
      case 'refusal':
        this.hasRefusal = true;
        return this.blocks.text(event.text);
      case 'text':
        return this.blocks.text(event.text);
      case 'thinking':
        return this.blocks.thinking(event.text);
      case 'signature':
        return this.blocks.signature(writeSignature(event.signature, this.options.issuer));
      case 'redacted':
        return this.blocks.whole({ type: 'redacted_thinking', data: event.data });
      case 'web_search':
        return this.writeSearch(event.search);
      case 'citation':
        this.cited.set(event.citation.url, event.citation);
        return this.blocks.citation(writeCitation(event.citation));
      case 'opaque':
        return event.dialect === 'messages' ? this.blocks.whole(event.raw) : '';
    }
  }

  private writeSearch(search: WebSearch): string {
    const { dialect, raw } = search.origin;
    if (dialect === 'messages') return raw.map((block) => this.blocks.whole(block)).join('');
    const { use, result } = writeSearch(search);
    const isListed = search.sources.length > 0 || search.failed === true;
    if (!isListed) this.unlisted.push(search);
    return this.blocks.serverTool(use) + (isListed ? this.blocks.whole(result) : '');
  }

  /** Results of searches whose pages only the text told. */
  private listCited(): string {
    const sources = [...this.cited.values()];
    return this.unlisted
      .map((search) => this.blocks.whole(writeSearch({ ...search, sources }).result))
      .join('');
  }

  private finish(): string {
    this.isDone = true;
    // A block that was opened is closed even when its call was cut, as Anthropic does; the stop reason
    // tells the client not to run it.
    let text = this.closeCall();
    const wasCut = cutStops.has(this.stop?.reason ?? '');
    for (const item of this.line) {
      if (!(item instanceof OutgoingToolCall)) text += this.writeProse(item);
      // A call that was not sent yet and is incomplete is never completed.
      else if (!wasCut || item.isComplete) text += this.openBlock(item) + this.closeCall();
    }
    text += this.blocks.close() + this.listCited();
    const hasCalls = [...this.calls.values()].some((call) => call.state === 'closed');
    const delta: JsonObject = writeStop(this.stop, {
      toolCalls: hasCalls,
      refusal: this.hasRefusal,
    });
    const usage = writeMessagesUsage(this.usage ?? noUsage);
    text += formatSse('message_delta', JSON.stringify({ type: 'message_delta', delta, usage }));
    return text + formatSse('message_stop', '{"type":"message_stop"}');
  }
}

function isProse(
  item: OutgoingToolCall | ProseEvent,
): item is Extract<LlmEvent, { type: 'text' | 'thinking' }> {
  return !(item instanceof OutgoingToolCall) && (item.type === 'text' || item.type === 'thinking');
}
