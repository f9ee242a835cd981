import type { JsonObject } from '@codegate/kernel';

import { formatSse } from '../sse/format-sse.js';

type OpenKind = 'text' | 'thinking' | 'tool';

/**
 * Writes content blocks of one message: contiguous indexes, one block open at a time. Text blocks open
 * at their first character that is not white space, because an empty or blank block is refused when
 * the client sends it back (BerriAI/litellm#34692).
 */
export class BlockWriter {
  private index = 0;
  private open: OpenKind | null = null;
  private heldBack = '';
  private hasThinkingSignature = false;

  /** @param unsigned Signature of thinking that came without one; empty: none. */
  constructor(private readonly unsigned: string) {}

  text(text: string): string {
    if (this.open === 'text') return this.delta('text_delta', 'text', text);
    const whole = this.heldBack + text;
    if (whole.trim() === '') {
      this.heldBack = whole;
      return '';
    }
    const start = this.start('text', { type: 'text', text: '' });
    return start + this.delta('text_delta', 'text', whole);
  }

  thinking(text: string): string {
    if (text === '') return '';
    this.heldBack = '';
    const start = this.open === 'thinking' ? '' : this.startThinking();
    return start + this.delta('thinking_delta', 'thinking', text);
  }

  /** Signs the running thinking, or an empty piece of it, and ends it. */
  signature(signature: string): string {
    const start = this.open === 'thinking' ? '' : this.startThinking();
    if (signature === '') return start + this.close();
    this.hasThinkingSignature = true;
    return start + this.delta('signature_delta', 'signature', signature) + this.close();
  }

  startTool(id: string, name: string): string {
    return this.start('tool', { type: 'tool_use', id, name, input: {} });
  }

  toolInput(json: string): string {
    return json === '' ? '' : this.delta('input_json_delta', 'partial_json', json);
  }

  /** A citation of the running text; without one it has no place. */
  citation(citation: JsonObject): string {
    if (this.open !== 'text') return '';
    const delta = { type: 'citations_delta', citation };
    const data = { type: 'content_block_delta', index: this.index, delta };
    return formatSse('content_block_delta', JSON.stringify(data));
  }

  /** A call of a tool the provider ran; its input is a delta, as Anthropic sends it. */
  serverTool(block: JsonObject): string {
    const start = this.start('tool', { ...block, input: {} });
    return start + this.toolInput(JSON.stringify(block.input)) + this.close();
  }

  /** A block that is complete at its start. */
  whole(block: JsonObject): string {
    const start = this.start('text', block);
    return start + this.close();
  }

  close(): string {
    this.heldBack = '';
    const kind = this.open;
    if (kind === null) return '';
    const needsTag = kind === 'thinking' && !this.hasThinkingSignature && this.unsigned !== '';
    const tag = needsTag ? this.delta('signature_delta', 'signature', this.unsigned) : '';
    this.open = null;
    const stop = JSON.stringify({ type: 'content_block_stop', index: this.index });
    this.index++;
    return tag + formatSse('content_block_stop', stop);
  }

  private startThinking(): string {
    const start = this.start('thinking', { type: 'thinking', thinking: '', signature: '' });
    this.hasThinkingSignature = false;
    return start;
  }

  private start(kind: OpenKind, block: JsonObject): string {
    const before = this.close();
    this.open = kind;
    const data = { type: 'content_block_start', index: this.index, content_block: block };
    return before + formatSse('content_block_start', JSON.stringify(data));
  }

  private delta(type: string, field: string, text: string): string {
    const delta = `{"type":"${type}","${field}":${JSON.stringify(text)}}`;
    return `event: content_block_delta\ndata: {"type":"content_block_delta","index":${this.index},"delta":${delta}}\n\n`;
  }
}
