import { append } from '@codegate/kernel';

import type { LlmEvent } from '../model.js';

const opening = '<think>';
const closing = '</think>';

/**
 * Takes `<think>…</think>` at the start of the text apart, for servers that put reasoning there (MiniMax
 * without reasoning_split). Anywhere else the tags are text of the model. Tags may be cut anywhere.
 */
export class ThinkTagSplitter {
  private state: 'start' | 'thinking' | 'afterThinking' | 'text' = 'start';
  private held = '';

  push(text: string): LlmEvent[] {
    if (this.state === 'text') return toEvents('text', text);
    this.held += text;
    const events: LlmEvent[] = [];
    if (this.state === 'start') this.readStart(events);
    if (this.state === 'thinking') this.readThinking(events);
    if (this.state === 'afterThinking') this.skipSpace(events);
    return events;
  }

  /** What was held back because it could have been the start of a tag. */
  end(): LlmEvent[] {
    const { held, state } = this;
    this.held = '';
    this.state = 'text';
    if (state === 'afterThinking') return [];
    return toEvents(state === 'thinking' ? 'thinking' : 'text', held);
  }

  private readStart(events: LlmEvent[]): void {
    const text = this.held.trimStart();
    if (text.startsWith(opening)) {
      this.held = text.slice(opening.length);
      this.state = 'thinking';
    } else if (!opening.startsWith(text)) {
      this.release(events);
    }
  }

  private readThinking(events: LlmEvent[]): void {
    const end = this.held.indexOf(closing);
    if (end !== -1) {
      append(events, toEvents('thinking', this.held.slice(0, end)));
      this.held = this.held.slice(end + closing.length);
      this.state = 'afterThinking';
      return;
    }
    const safe = this.held.length - overlap(this.held);
    append(events, toEvents('thinking', this.held.slice(0, safe)));
    this.held = this.held.slice(safe);
  }

  private skipSpace(events: LlmEvent[]): void {
    this.held = this.held.trimStart();
    if (this.held !== '') this.release(events);
  }

  private release(events: LlmEvent[]): void {
    append(events, toEvents('text', this.held));
    this.held = '';
    this.state = 'text';
  }
}

/** How many characters at the end may be the beginning of the closing tag. */
function overlap(text: string): number {
  for (let length = Math.min(closing.length - 1, text.length); length > 0; length--) {
    if (closing.startsWith(text.slice(-length))) return length;
  }
  return 0;
}

function toEvents(type: 'text' | 'thinking', text: string): LlmEvent[] {
  return text === '' ? [] : [{ type, text }];
}
