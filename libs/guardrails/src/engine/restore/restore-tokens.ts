import type { TokenCodec } from '../tokens/token-codec.js';
import type { Replacements } from '../types.js';
import { escapeForJson, decodeAsciiEscapes } from './json-text.js';

/** `text`: plain text. `json`: JSON in a string, complete or a fragment, such as the arguments of a tool call. */
export type TextKind = 'text' | 'json';

/** Where a token may begin: its prefix in any case, or the bracket of a legacy token. */
const tokenStart = /cg|\[(?=[A-Z])/gi;
/** The end of a text that may be the beginning of a token, or half a surrogate pair. */
const waitingTail = /[c[\uD800-\uDBFF]$/i;

export type RestoreContext = {
  readonly codec: TokenCodec;
  readonly tenantId: string;
  /** The replacements of the request to which the text is the response. */
  readonly own?: Replacements | undefined;
};

export type Restored = {
  /** Text that can be sent now. */
  readonly text: string;
  /** The unchanged end, which has to wait for more text; empty when `final`. */
  readonly rest: string;
};

/**
 * Replaces the tokens of a text by their values, which are escaped where the text is JSON. A restored value is not
 * searched again. Everything that is not a valid token stays unchanged.
 *
 * @param final whether the text is complete
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
