import type { FoundToken, TokenCodec } from '../tokens/token-codec.js';
import type { Replacements } from '../types.js';
import { escapeForJson, decodeAsciiEscapes } from './json-text.js';
import type { RestorePolicy, TextKind } from './restore-policy.js';
import { maxLookBehind, urlHostsAround } from './url-hosts.js';

/** Where a token may begin: its prefix in any case, or the bracket of a legacy token. */
const tokenStart = /cg|\[(?=[A-Z])/gi;
/** The end of a text that may be the beginning of a token, or half a surrogate pair. */
const waitingTail = /[c[\uD800-\uDBFF]$/i;

export type RestoreContext = {
  readonly codec: TokenCodec;
  readonly tenantId: string;
  /** The replacements of the request to which the text is the response. */
  readonly own?: Replacements | undefined;
  /** By default all tokens of the tenant are restored, and none of the first CodeGate. */
  readonly policy?: RestorePolicy | undefined;
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
 * @param before the end of the text before it, as far as it has been sent already
 */
export function restoreTokens(
  context: RestoreContext,
  raw: string,
  kind: TextKind,
  final: boolean,
  before = '',
): Restored {
  const { plain, rawOffset } = kind === 'json' ? decodeAsciiEscapes(raw) : plainText(raw);
  let done = '';
  let copied = 0;
  tokenStart.lastIndex = 0;
  for (;;) {
    const match = tokenStart.exec(plain);
    if (match === null) break;
    const start = match.index;
    const found = context.codec.restoreAt(context, plain, start, final);
    if (found === 'partial') {
      const cut = rawOffset(start);
      return { text: done + raw.slice(copied, cut), rest: raw.slice(cut) };
    }
    if (found === 'none') {
      tokenStart.lastIndex = start + 1;
      continue;
    }
    const decision = decide(context.policy, found, kind, before, plain, start, final);
    if (decision === 'partial') {
      const cut = rawOffset(start);
      return { text: done + raw.slice(copied, cut), rest: raw.slice(cut) };
    }
    if (decision === 'keep') {
      tokenStart.lastIndex = found.end;
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

/** Whether a token is restored: by its guardrail, and by the hosts of the URLs in which it stands. */
function decide(
  policy: RestorePolicy | undefined,
  { core, prefix, end }: FoundToken,
  kind: TextKind,
  before: string,
  plain: string,
  start: number,
  final: boolean,
): 'restore' | 'keep' | 'partial' {
  if (!policy) return 'restore';
  if (!policy.allows(core, prefix, kind)) return 'keep';
  const textBefore = plain.slice(Math.max(0, start - maxLookBehind), start);
  const missing = maxLookBehind - textBefore.length;
  const hosts = urlHostsAround(
    missing > 0 ? before.slice(-missing) + textBefore : textBefore,
    core,
    plain.slice(end, end + maxLookBehind),
    final,
    kind,
  );
  if (hosts === 'partial') return 'partial';
  // A value that is itself the host gets to nobody else.
  const isAllowed = hosts.every((host) => host === core || policy.allowsHost(host, prefix, kind));
  return isAllowed ? 'restore' : 'keep';
}

function plainText(raw: string): { plain: string; rawOffset: (index: number) => number } {
  return { plain: raw, rawOffset: (index) => index };
}
