import {
  toItemId,
  toMessageItem,
  toMessagePart,
  toReasoningItem,
  type ItemStatus,
  type ProsePart,
} from './response-items.js';
import type { Citation } from '../model.js';
import { writeCitation } from './web-search.js';
import type { OutputLog } from './output-log.js';

type OpenMessage = { kind: 'message'; index: number; itemId: string; parts: ProsePart[] };
type OpenReasoning = { kind: 'reasoning'; index: number; itemId: string; text: string };

/** Writes messages and reasoning: at most one of them is open, and only once it has content. */
export class ProseWriter {
  private open: OpenMessage | OpenReasoning | null = null;

  constructor(private readonly log: OutputLog) {}

  writeText(type: ProsePart['type'], delta: string): string {
    if (delta === '') return '';
    let events = '';
    let message = this.open;
    if (message?.kind !== 'message') {
      events += this.close('completed');
      message = this.newMessage();
      this.open = message;
      events += this.log.add(toMessageItem(message.itemId, 'in_progress', []));
    }
    let part = message.parts.at(-1);
    if (part?.type !== type) {
      events += this.closePart(message);
      part = { type, text: '' };
      message.parts.push(part);
      const fields = { ...this.place(message), part: toMessagePart(part) };
      events += this.log.emit('response.content_part.added', fields);
    }
    part.text += delta;
    const logprobs = type === 'output_text' ? { logprobs: [] } : {};
    const fields = { ...this.place(message), delta, ...logprobs };
    return events + this.log.emit(`response.${type}.delta`, fields);
  }

  /** A citation of the running text; without one it has no place. */
  writeCitation(citation: Citation): string {
    const message = this.open;
    const part = message?.kind === 'message' ? message.parts.at(-1) : undefined;
    if (message?.kind !== 'message' || part?.type !== 'output_text') return '';
    const annotation_index = part.sources?.length ?? 0;
    part.sources = [...(part.sources ?? []), citation];
    const annotation = writeCitation(citation, part.text);
    return this.log.emit('response.output_text.annotation.added', {
      ...this.place(message),
      annotation_index,
      annotation,
    });
  }

  writeThinking(delta: string): string {
    let events = '';
    let reasoning = this.open;
    if (reasoning?.kind !== 'reasoning') {
      if (delta === '') return '';
      events += this.close('completed');
      reasoning = this.newReasoning();
      this.open = reasoning;
      events += this.log.add(toReasoningItem(reasoning.itemId, '', undefined));
    }
    if (delta === '') return events;
    const place = placeOfSummary(reasoning);
    if (reasoning.text === '') {
      const part = { type: 'summary_text', text: '' };
      events += this.log.emit('response.reasoning_summary_part.added', { ...place, part });
    }
    reasoning.text += delta;
    return events + this.log.emit('response.reasoning_summary_text.delta', { ...place, delta });
  }

  /** Ends the reasoning; reasoning without readable text still has its encrypted content. */
  writeEncrypted(encryptedContent: string): string {
    let events = '';
    if (this.open?.kind !== 'reasoning') {
      events += this.close('completed');
      const reasoning = this.newReasoning();
      this.open = reasoning;
      events += this.log.add(toReasoningItem(reasoning.itemId, '', undefined));
    }
    return events + this.close('completed', encryptedContent);
  }

  close(status: ItemStatus, encryptedContent?: string): string {
    const { open } = this;
    this.open = null;
    if (!open) return '';
    if (open.kind === 'reasoning') return this.closeReasoning(open, encryptedContent);
    const item = toMessageItem(open.itemId, status, open.parts);
    return this.closePart(open) + this.log.finish(open.index, item);
  }

  private newMessage(): OpenMessage {
    const index = this.log.nextIndex;
    return {
      kind: 'message',
      index,
      itemId: toItemId('msg', this.log.responseId, index),
      parts: [],
    };
  }

  private newReasoning(): OpenReasoning {
    const index = this.log.nextIndex;
    return {
      kind: 'reasoning',
      index,
      itemId: toItemId('rs', this.log.responseId, index),
      text: '',
    };
  }

  private place(message: OpenMessage): Record<string, unknown> {
    const content_index = message.parts.length - 1;
    return { item_id: message.itemId, output_index: message.index, content_index };
  }

  private closePart(message: OpenMessage): string {
    const part = message.parts.at(-1);
    if (!part) return '';
    const place = this.place(message);
    const text =
      part.type === 'refusal' ? { refusal: part.text } : { text: part.text, logprobs: [] };
    return (
      this.log.emit(`response.${part.type}.done`, { ...place, ...text }) +
      this.log.emit('response.content_part.done', { ...place, part: toMessagePart(part) })
    );
  }

  private closeReasoning(open: OpenReasoning, encryptedContent: string | undefined): string {
    const { text } = open;
    const item = toReasoningItem(open.itemId, text, encryptedContent);
    if (text === '') return this.log.finish(open.index, item);
    const place = placeOfSummary(open);
    const part = { type: 'summary_text', text };
    return (
      this.log.emit('response.reasoning_summary_text.done', { ...place, text }) +
      this.log.emit('response.reasoning_summary_part.done', { ...place, part }) +
      this.log.finish(open.index, item)
    );
  }
}

function placeOfSummary(reasoning: OpenReasoning): Record<string, unknown> {
  return { item_id: reasoning.itemId, output_index: reasoning.index, summary_index: 0 };
}
