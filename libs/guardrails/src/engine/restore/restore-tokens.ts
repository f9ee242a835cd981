import type { TokenCodec } from '../tokens/token-codec.js';
import type { Replacements } from '../types.js';
import { escapeForJson, decodeAsciiEscapes } from './json-text.js';

/** `text`: what a person reads. `json`: JSON text, complete or a fragment, as tool-call arguments are. */
export type TextKind = 'text' | 'json';

/** Where a token may begin: the lead in any case, or the bracket of an old one. */
const tokenStart = /cg|\[(?=[A-Z])/gi;
/** A tail that may grow into the beginning of a token, or half a surrogate pair. */
const waitingTail = /[c[\uD800-\uDBFF]$/i;

export type RestoreContext = {
  readonly codec: TokenCodec;
  readonly tenantId: string;
  /** The replacements of the request this answers. */
  readonly own?: Replacements | undefined;
};

export type Restored = {
  /** Text that can be sent. */
  readonly text: string;
  /** Tail that must wait for more, as it came; empty when `final`. */
  readonly rest: string;
};

/**
 * Replaces the tokens of a text by their values, escaped where the text is JSON. Nothing that was
 * restored is looked at again, what is no valid token stays as it is, and so does every other byte.
 */
export function restoreTokens(
  context: RestoreContext,
  raw: string,
  kind: TextKind,
  final: boolean,
): Restored {
  const { plain, rawOffset } = kind === 'json' ? decodeAsciiEscapes(raw) : plainText(raw);
  let done = '';
  let copied = 0;
  tokenStart.lastIndex = 0;
  for (;;) {
    const match = tokenStart.exec(plain);
    if (match === null) break;
    const start = match.index;
    const found = context.codec.restoreAt(context.tenantId, plain, start, final, context.own);
    if (found === 'partial') {
      const cut = rawOffset(start);
      return { text: done + raw.slice(copied, cut), rest: raw.slice(cut) };
    }
    if (found === 'none') {
      tokenStart.lastIndex = start + 1;
      continue;
    }
    const value = kind === 'json' ? escapeForJson(found.value) : found.value;
    done += raw.slice(copied, rawOffset(start)) + value;
    copied = rawOffset(found.end);
    tokenStart.lastIndex = found.end;
  }
  const cut =
    !final && copied < raw.length && waitingTail.test(plain)
      ? rawOffset(plain.length - 1)
      : raw.length;
  return { text: done + raw.slice(copied, cut), rest: raw.slice(cut) };
}

function plainText(raw: string): { plain: string; rawOffset: (index: number) => number } {
  return { plain: raw, rawOffset: (index) => index };
}
