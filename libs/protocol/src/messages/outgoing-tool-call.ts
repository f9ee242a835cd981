import { isJsonObject, tryParseJson } from '@codegate/kernel';

import { isBlank } from '../json/fields.js';
import { isCompleteJson, parseToolArguments } from '../tools/tool-arguments.js';
import type { LlmEvent, Signature } from '../model.js';

/** A tool call on its way to the client: what of it has come, what of it was sent. */
export class OutgoingToolCall {
  readonly id: string;
  readonly name: string;
  readonly kind: 'function' | 'custom';
  readonly signature: Signature | undefined;
  state: 'waiting' | 'open' | 'closed' = 'waiting';
  /** Whether the upstream ended the call. */
  hasEnded = false;
  private args = '';
  private sentChars = 0;
  /** Length of the arguments at the last look, so that a look is taken once for each change. */
  private lookedAt = -1;
  private looked = false;

  constructor(start: Extract<LlmEvent, { type: 'tool_start' }>, id: string, name: string) {
    this.id = id;
    this.name = name;
    this.kind = start.kind;
    this.signature = start.signature;
  }

  add(delta: string): void {
    if (this.state !== 'closed') this.args += delta;
  }

  /** Whether another block may take over: the arguments are one whole object. */
  get isComplete(): boolean {
    if (this.hasEnded) return true;
    if (this.lookedAt !== this.args.length) {
      this.lookedAt = this.args.length;
      this.looked = this.args.trimEnd().endsWith('}') && isCompleteJson(this.args);
    }
    return this.looked;
  }

  /** Arguments that can be sent now, as they came; free text only when it is whole. */
  takeUnsent(): string {
    if (this.kind === 'custom') return '';
    const unsent = this.args.slice(this.sentChars);
    this.sentChars = this.args.length;
    return unsent;
  }

  /** The rest when the call ends: text that was never sent is made an object if it is none. */
  takeRest(): string {
    if (this.kind === 'custom') return JSON.stringify({ input: this.args });
    if (this.sentChars > 0) return this.takeUnsent();
    if (isBlank(this.args)) return '';
    const isObject = isJsonObject(tryParseJson(this.args));
    return isObject ? this.args : JSON.stringify(parseToolArguments(this.args));
  }
}
