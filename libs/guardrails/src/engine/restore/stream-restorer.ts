import { startOfCutEscape } from './json-text.js';
import { maxLookBehind } from './url-hosts.js';
import type { TextKind } from './restore-policy.js';
import { restoreTokens, type RestoreContext } from './restore-tokens.js';

/**
 * Restores one text field of a stream. Deltas may end anywhere: within tokens, escapes and surrogate pairs. Only an end
 * that may become a token is held back, which is at most as long as a token.
 */
export class StreamRestorer {
  private held = '';
  /** The end of the text before `held`, as it came. */
  private before = '';

  constructor(
    private readonly context: RestoreContext,
    private readonly kind: TextKind,
  ) {}

  /** Takes the next delta; returns the text that can be sent now, which may be empty. */
  push(delta: string): string {
    const text = this.held + delta;
    const cut = this.kind === 'json' ? startOfCutEscape(text) : text.length;
    const complete = text.slice(0, cut);
    const { text: ready, rest } = restoreTokens(
      this.context,
      complete,
      this.kind,
      false,
      this.before,
    );
    if (this.context.policy) {
      const done = complete.slice(0, complete.length - rest.length);
      this.before = (this.before + done).slice(-maxLookBehind);
    }
    this.held = rest + text.slice(cut);
    return ready;
  }

  /** The field is complete: returns the text that was held back. An incomplete token is not changed. */
  end(): string {
    const { text } = restoreTokens(this.context, this.held, this.kind, true, this.before);
    this.held = '';
    return text;
  }
}
