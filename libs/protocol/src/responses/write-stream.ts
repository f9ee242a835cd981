import type { JsonObject } from '@codegate/kernel';

import type { LlmEvent, StopReason, Usage, WebSearch } from '../model.js';
import { issuedBy } from '../reasoning/signature-tag.js';
import { toResponseId } from '../response/response-ids.js';
import type { ResponseOptions, StreamWriter as Writer } from '../response/types.js';
import { noUsage } from '../response/usage.js';
import { CallWriter } from './call-writer.js';
import { newSummaryCollector, type SummaryCollector } from './compaction.js';
import { writeEncryptedContent } from './encrypted-content.js';
import { OutputLog } from './output-log.js';
import { ProseWriter } from './prose-writer.js';
import { toResponseObject, writeResponseError } from './response-object.js';
import { writeResponsesStatus } from './stop-reason.js';
import { toItemId } from './response-items.js';
import { writeSearch } from './web-search.js';
import { writeResponsesUsage } from './usage.js';

type ContentEvent = Exclude<LlmEvent, { type: 'start' | 'usage' | 'stop' | 'error' | 'end' }>;
type Parts = { log: OutputLog; prose: ProseWriter; calls: CallWriter; response: JsonObject };

/** Writes the events of a response, in the whole order OpenAI's own server uses. */
export class StreamWriter implements Writer {
  private parts: Parts | null = null;
  private summary: SummaryCollector | null = null;
  private closed = false;
  private hasRefusal = false;
  private usage: Usage | undefined;
  private stop: StopReason | undefined;

  constructor(private readonly options: ResponseOptions) {}

  write(event: LlmEvent): string {
    if (event.type === 'start') this.startSummary(event.id);
    const { summary } = this;
    if (!summary) return this.writeEvent(event);
    return summary
      .push(event)
      .map((each) => this.writeEvent(each))
      .join('');
  }

  private startSummary(upstreamId: string): void {
    const id = this.options.id ?? toResponseId('resp_', upstreamId);
    this.summary ??= newSummaryCollector(this.options.request, id);
  }

  private writeEvent(event: LlmEvent): string {
    if (this.closed) return '';
    switch (event.type) {
      case 'start':
        if (event.usage) this.usage = event.usage;
        return this.start(event.id);
      case 'usage':
        this.usage = event.usage;
        return '';
      case 'stop':
        this.stop = event.reason;
        return '';
      case 'error':
        return this.start('') + this.fail(event);
      case 'end':
        return this.start('') + this.end();
      default:
        return this.start('') + this.writeContent(event);
    }
  }

  private start(upstreamId: string): string {
    if (this.parts) return '';
    const id = this.options.id ?? toResponseId('resp_', upstreamId);
    const log = new OutputLog(id);
    const response = toResponseObject(id, this.options);
    this.parts = {
      log,
      response,
      prose: new ProseWriter(log),
      calls: new CallWriter(log, this.options.names),
    };
    return (
      log.emit('response.created', { response }) + log.emit('response.in_progress', { response })
    );
  }

  private writeContent(event: ContentEvent): string {
    const { parts } = this;
    if (!parts) return '';
    const { prose, calls } = parts;
    switch (event.type) {
      case 'text':
        return prose.writeText('output_text', event.text);
      case 'refusal':
        this.hasRefusal = true;
        return prose.writeText('refusal', event.text);
      case 'thinking':
        return prose.writeThinking(event.text);
      case 'signature': {
        const signature = issuedBy(event.signature, this.options.issuer);
        return prose.writeEncrypted(writeEncryptedContent(signature));
      }
      case 'tool_start':
        return prose.close('completed') + calls.start(event);
      case 'tool_args':
        return calls.addArguments(event.key, event.delta);
      case 'tool_end':
        return calls.end(event.key);
      case 'citation':
        return prose.writeCitation(event.citation);
      case 'web_search':
        return this.writeSearch(parts, event.search);
      case 'opaque':
        return event.dialect === 'responses' ? this.writeOpaque(parts, event.raw) : '';
      case 'redacted':
        return '';
    }
  }

  private writeSearch(parts: Parts, search: WebSearch): string {
    const { log, prose } = parts;
    const [own] = search.origin.dialect === 'responses' ? search.origin.raw : [];
    if (own) return this.writeOpaque(parts, own);
    const before = prose.close('completed');
    const index = log.nextIndex;
    const id = toItemId('ws', log.responseId, index);
    const item = writeSearch(search, id);
    const place = { output_index: index, item_id: id };
    const start = log.add({ id, type: 'web_search_call', status: 'in_progress' });
    const steps = ['in_progress', 'searching', 'completed'].map((step) =>
      log.emit(`response.web_search_call.${step}`, place),
    );
    return before + start + steps.join('') + log.finish(index, item);
  }

  private writeOpaque({ log, prose }: Parts, item: JsonObject): string {
    const index = log.nextIndex;
    return prose.close('completed') + log.add(item) + log.finish(index, item);
  }

  private end(): string {
    const { parts } = this;
    if (!parts) return '';
    this.closed = true;
    const { log, prose, calls, response } = parts;
    const seen = { toolCalls: calls.hasCalls, refusal: this.hasRefusal };
    const reason = this.stop ?? (seen.toolCalls ? 'tool_use' : 'end_turn');
    const status = writeResponsesStatus(reason, seen);
    const wasCut = status.status === 'incomplete';
    const events = prose.close(wasCut ? 'incomplete' : 'completed') + calls.endAll(wasCut);
    const final = {
      ...response,
      status: status.status,
      incomplete_details: wasCut ? { reason: status.reason } : null,
      output: log.output,
      // Codex needs input, output and total; details always there (CLIProxyAPI e0b495624).
      usage: writeResponsesUsage(this.usage ?? noUsage),
    };
    return events + log.emit(`response.${status.status}`, { response: final });
  }

  /** What was finished stays in the output; what was not is never announced as done. */
  private fail(event: Extract<LlmEvent, { type: 'error' }>): string {
    const { parts } = this;
    if (!parts) return '';
    this.closed = true;
    const { log, response } = parts;
    const final = {
      ...response,
      status: 'failed',
      error: writeResponseError(event),
      output: log.output,
      usage: this.usage ? writeResponsesUsage(this.usage) : null,
    };
    return log.emit('response.failed', { response: final });
  }
}
