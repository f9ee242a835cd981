import type { JsonObject } from '@codegate/kernel';

import { readObjects, readString } from '../json/fields.js';
import { toArgumentsText } from '../tools/tool-arguments.js';
import type { LlmEvent } from '../model.js';
import { readCitation, readSearch } from './web-search.js';
import { readReasoningText } from './read-content.js';

/** What the item of a call is called, and where its arguments are. */
const callKinds: ReadonlyMap<unknown, { kind: 'function' | 'custom'; field: string }> = new Map([
  ['function_call', { kind: 'function', field: 'arguments' }],
  ['custom_tool_call', { kind: 'custom', field: 'input' }],
]);

/**
 * One item of the output, from its first event to its last. Texts and arguments come in pieces, as a whole at
 * the end, or both; each is passed on once (CaddyGlow/ccproxy-api#5, BerriAI/litellm#25321).
 */
export class OutputItem {
  private started = false;
  private args = '';
  private sawText = false;
  /** The text so far, in which citations have their place. */
  private text = '';
  private sawCitation = false;
  private sawArguments = false;
  private thinkingField: string | undefined;
  private done = false;

  constructor(
    private readonly key: string,
    private type: unknown,
  ) {}

  /** Whether this is a call with a name, so that it can be run. */
  get isCall(): boolean {
    return this.started;
  }

  add(item: JsonObject): LlmEvent[] {
    this.type ??= item.type;
    return this.startCall(item);
  }

  addText(type: 'text' | 'refusal', text: string): LlmEvent[] {
    if (text === '') return [];
    this.sawText = true;
    if (type === 'text') this.text += text;
    return [{ type, text }];
  }

  /** A summary or the reasoning itself; a server that sends both repeats the text. */
  addThinking(field: string, text: string): LlmEvent[] {
    this.thinkingField ??= field;
    return text === '' || this.thinkingField !== field ? [] : [{ type: 'thinking', text }];
  }

  addArguments(delta: string): LlmEvent[] {
    if (delta === '') return [];
    this.sawArguments = true;
    if (this.started) return [{ type: 'tool_args', key: this.key, delta }];
    this.args += delta;
    return [];
  }

  /** The whole arguments; many servers send nothing else. */
  setArguments(args: unknown): LlmEvent[] {
    return this.sawArguments ? [] : this.addArguments(toArgumentsText(args));
  }

  finish(item: JsonObject): LlmEvent[] {
    if (this.done) return [];
    this.done = true;
    this.type ??= item.type;
    switch (this.type) {
      case 'message':
        return this.finishMessage(item);
      case 'reasoning':
        return this.finishReasoning(item);
      case 'function_call':
      case 'custom_tool_call':
        return this.finishCall(item);
      case 'web_search_call':
        return [{ type: 'web_search', search: readSearch(item) }];
      default:
        return [{ type: 'opaque', dialect: 'responses', raw: item }];
    }
  }

  /** Ends a call whose last event never came. */
  close(): LlmEvent[] {
    if (this.done || !this.started) return [];
    this.done = true;
    return [{ type: 'tool_end', key: this.key }];
  }

  private startCall(item: JsonObject): LlmEvent[] {
    const call = callKinds.get(this.type);
    const name = readString(item.name) ?? '';
    if (!call || this.started || name === '') return [];
    this.started = true;
    const namespace = readString(item.namespace);
    const events: LlmEvent[] = [
      {
        type: 'tool_start',
        key: this.key,
        id: readString(item.call_id) || readString(item.id) || '',
        name,
        ...(namespace === undefined ? {} : { namespace }),
        kind: call.kind,
      },
    ];
    if (this.args !== '') events.push({ type: 'tool_args', key: this.key, delta: this.args });
    return events;
  }

  private finishMessage(item: JsonObject): LlmEvent[] {
    const hadText = this.sawText;
    const hadCitations = this.sawCitation;
    return readObjects(item.content).flatMap((part) => {
      if (part.type === 'refusal') {
        return hadText ? [] : this.addText('refusal', readString(part.refusal) ?? '');
      }
      const text = readString(part.text) ?? '';
      const annotations = hadCitations ? [] : readObjects(part.annotations);
      return [
        ...(hadText ? [] : this.addText('text', text)),
        ...annotations.flatMap((annotation) => this.addCitation(annotation, text)),
      ];
    });
  }

  /** @param whole the text of the part, when it is complete */
  addCitation(annotation: JsonObject, whole?: string): LlmEvent[] {
    const citation = readCitation(annotation, whole ?? this.text);
    if (!citation) return [];
    this.sawCitation = true;
    return [{ type: 'citation', citation }];
  }

  /** The encrypted content of the last event counts; the one at the start is not complete. */
  private finishReasoning(item: JsonObject): LlmEvent[] {
    const events: LlmEvent[] = [];
    const text = this.thinkingField === undefined ? readReasoningText(item) : '';
    if (text !== '') events.push({ type: 'thinking', text });
    const value = readString(item.encrypted_content) ?? '';
    if (value !== '') events.push({ type: 'signature', signature: { issuer: 'unknown', value } });
    return events;
  }

  private finishCall(item: JsonObject): LlmEvent[] {
    const field = callKinds.get(this.type)?.field ?? '';
    const events = [...this.startCall(item), ...this.setArguments(item[field])];
    // A call the model could not finish is not to be run.
    if (this.started && item.status !== 'incomplete')
      events.push({ type: 'tool_end', key: this.key });
    return events;
  }
}
