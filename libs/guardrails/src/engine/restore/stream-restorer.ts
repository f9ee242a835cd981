import { startOfCutEscape } from './json-text.js';
import { restoreTokens, type RestoreContext, type TextKind } from './restore-tokens.js';

/**
 * Restores one text field of one stream; chunks may be cut anywhere, within tokens, escapes and
 * surrogate pairs. Holds back only a tail that may still become a token: at most one token's length.
 */
export class StreamRestorer {
  private held = '';

  constructor(
    private readonly context: RestoreContext,
    private readonly kind: TextKind,
  ) {}

  /** Takes the next piece; returns what can be sent now, which may be empty. */
  push(delta: string): string {
    const text = this.held + delta;
    const cut = this.kind === 'json' ? startOfCutEscape(text) : text.length;
    const { text: ready, rest } = restoreTokens(this.context, text.slice(0, cut), this.kind, false);
    this.held = rest + text.slice(cut);
    return ready;
  }

  /** The field is complete: returns what was held back. Half a token goes out as it is. */
  end(): string {
    const { text } = restoreTokens(this.context, this.held, this.kind, true);
    this.held = '';
    return text;
  }
}
