import { append, type JsonObject } from '@codegate/kernel';

import { cutStream } from '../errors/error-event.js';
import { isBlank } from '../json/fields.js';
import type { LlmEvent, Part, ToolUsePart } from '../model.js';
import { writeErrorObject } from '../openai/error-object.js';
import { issuedBy } from '../reasoning/signature-tag.js';
import { foldEvents } from '../response/fold-events.js';
import { ResponseToolIds, toResponseId } from '../response/response-ids.js';
import type { ResponseOptions } from '../response/types.js';
import { readCustomInput } from '../tools/tool-arguments.js';
import { isCompactEndpoint, newSummaryCollector } from './compaction.js';
import { writeEncryptedContent } from './encrypted-content.js';
import {
  type ItemStatus,
  type ProsePart,
  toCallItem,
  toCallerCall,
  toItemId,
  toMessageItem,
  toReasoningItem,
} from './response-items.js';
import { toResponseObject } from './response-object.js';
import { writeResponsesStatus } from './stop-reason.js';
import { writeSearch } from './web-search.js';
import { writeResponsesUsage } from './usage.js';

/** Writes a complete response; a failed one is an error body. */
export function writeResponse(events: readonly LlmEvent[], options: ResponseOptions): JsonObject {
  const { request } = options;
  const start = events.find((event) => event.type === 'start');
  const upstreamId = start?.type === 'start' ? start.id : '';
  const id = options.id ?? toResponseId('resp_', upstreamId);
  const summary = newSummaryCollector(request, id);
  const answer = foldEvents(summary ? events.flatMap((event) => summary.push(event)) : events);
  const error = answer.error ?? (answer.ended ? undefined : cutStream('the answer was complete'));
  if (error) return { error: writeErrorObject(error) };
  const seen = {
    toolCalls: answer.parts.some((part) => part.type === 'tool_use'),
    refusal: answer.parts.some((part) => part.type === 'refusal'),
  };
  const reason = answer.stop?.reason ?? (seen.toolCalls ? 'tool_use' : 'end_turn');
  const status = writeResponsesStatus(reason, seen);
  return {
    ...toResponseObject(id, options),
    ...(isCompactEndpoint(request) ? { object: 'response.compaction' } : {}),
    status: status.status,
    incomplete_details: status.status === 'incomplete' ? { reason: status.reason } : null,
    output: new OutputBuilder(id, options).build(answer.parts, status.status),
    usage: writeResponsesUsage(answer.usage),
  };
}

class OutputBuilder {
  private readonly output: JsonObject[] = [];
  private readonly ids: ResponseToolIds;

  constructor(
    private readonly id: string,
    private readonly options: ResponseOptions,
  ) {
    this.ids = new ResponseToolIds('call_', id);
  }

  build(parts: readonly Part[], status: ItemStatus): JsonObject[] {
    let prose: ProsePart[] = [];
    const closeMessage = (itemStatus: ItemStatus): void => {
      if (prose.length === 0) return;
      this.output.push(toMessageItem(this.itemId('msg'), itemStatus, prose));
      prose = [];
    };
    for (const part of parts) {
      if (part.type === 'text') {
        const { text, sources = [] } = part;
        prose.push({ type: 'output_text', text, sources });
      } else if (part.type === 'refusal') {
        prose.push({ type: 'refusal', text: part.text });
      } else {
        closeMessage('completed');
        this.add(part);
      }
    }
    closeMessage(status);
    return this.output;
  }

  private add(part: Part): void {
    if (part.type === 'thinking') {
      const { text, signature } = part;
      if (text === '' && !signature) return;
      const encrypted =
        signature && writeEncryptedContent(issuedBy(signature, this.options.issuer));
      this.output.push(toReasoningItem(this.itemId('rs'), text, encrypted));
    } else if (part.type === 'tool_use') {
      this.output.push(this.toCall(part));
    } else if (part.type === 'web_search') {
      const { origin } = part.search;
      const isOwn = origin.dialect === 'responses';
      append(this.output, isOwn ? origin.raw : [writeSearch(part.search, this.itemId('ws'))]);
    } else if (part.type === 'opaque' && part.dialect === 'responses') {
      this.output.push(part.raw);
    }
  }

  private toCall(part: ToolUsePart): JsonObject {
    const caller = toCallerCall(part, this.options.names);
    const itemId = this.itemId(caller.kind === 'custom' ? 'ctc' : 'fc');
    const call = { ...caller, itemId, callId: this.ids.next(part.id) };
    if (caller.wrapped) return toCallItem(call, 'completed', readCustomInput(part.args));
    const isEmpty = caller.kind === 'function' && isBlank(part.args);
    return toCallItem(call, 'completed', isEmpty ? '{}' : part.args);
  }

  private itemId(prefix: 'msg' | 'rs' | 'fc' | 'ctc' | 'ws'): string {
    return toItemId(prefix, this.id, this.output.length);
  }
}
