import type { FieldRestorer } from '@codegate/guardrails';
import type { LlmEvent } from '@codegate/protocol';

import type { Protection } from '../protect/protection.js';

/**
 * Restores a response that is being converted, event by event. Text is held back only while its end could be the
 * beginning of a replacement. Reasoning keeps its replacements: it goes back to the provider as it is, and changing it
 * would break its signature.
 */
export class EventRestorer {
  private prose: { kind: 'text' | 'refusal'; restorer: FieldRestorer } | undefined;
  private readonly calls = new Map<string, FieldRestorer>();

  constructor(private readonly protection: Protection) {}

  /** The events that can be passed on now, in order. */
  push(event: LlmEvent): LlmEvent[] {
    switch (event.type) {
      case 'text':
      case 'refusal':
        return this.pushProse(event.type, event.text);
      case 'tool_start':
        this.calls.set(
          event.key,
          this.protection.field(event.kind === 'custom' ? 'argument' : 'json'),
        );
        return [...this.endProse(), event];
      case 'tool_args':
        return toArgs(event.key, this.calls.get(event.key)?.push(event.delta) ?? event.delta);
      case 'tool_end':
        return [...this.endCall(event.key), event];
      case 'error':
        return [{ ...event, message: this.protection.text(event.message) }];
      case 'stop':
        return [...this.endProse(), ...this.endCalls(), this.restoreStop(event)];
      case 'end':
        return [...this.endProse(), ...this.endCalls(), event];
      case 'web_search':
        return [...this.endProse(), this.restoreSearch(event)];
      case 'citation':
        // It belongs to the text, which goes on.
        return [this.restoreCitation(event)];
      case 'start':
      case 'usage':
        return [event];
      default:
        return [...this.endProse(), event];
    }
  }

  /** The caller compares the sequence with its own. */
  private restoreStop(event: Extract<LlmEvent, { type: 'stop' }>): LlmEvent {
    const { sequence } = event;
    return sequence === undefined ? event : { ...event, sequence: this.protection.text(sequence) };
  }

  private restoreSearch(event: Extract<LlmEvent, { type: 'web_search' }>): LlmEvent {
    const { search } = event;
    return { ...event, search: { ...search, query: this.protection.text(search.query) } };
  }

  private restoreCitation(event: Extract<LlmEvent, { type: 'citation' }>): LlmEvent {
    const { citation } = event;
    return { ...event, citation: { ...citation, text: this.protection.text(citation.text) } };
  }

  private pushProse(kind: 'text' | 'refusal', text: string): LlmEvent[] {
    const before = this.prose && this.prose.kind !== kind ? this.endProse() : [];
    this.prose ??= { kind, restorer: this.protection.field('text') };
    return [...before, ...toProse(kind, this.prose.restorer.push(text))];
  }

  private endProse(): LlmEvent[] {
    if (!this.prose) return [];
    const { kind, restorer } = this.prose;
    this.prose = undefined;
    return toProse(kind, restorer.end());
  }

  private endCall(key: string): LlmEvent[] {
    const restorer = this.calls.get(key);
    this.calls.delete(key);
    return restorer ? toArgs(key, restorer.end()) : [];
  }

  private endCalls(): LlmEvent[] {
    return [...this.calls.keys()].flatMap((key) => this.endCall(key));
  }
}

function toProse(kind: 'text' | 'refusal', text: string): LlmEvent[] {
  return text === '' ? [] : [{ type: kind, text }];
}

function toArgs(key: string, delta: string): LlmEvent[] {
  return delta === '' ? [] : [{ type: 'tool_args', key, delta }];
}
