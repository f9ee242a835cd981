import type { Guardrail } from '../detect/guardrail.js';
import { builtInGuardrails } from '../guardrails/index.js';
import { tokenKeywords } from '../tokens/token-format.js';
import type { KeywordList } from './places.js';

type Keyword = {
  readonly text: string;
  readonly kind: string;
  readonly bounded: boolean;
  /** Bits that both cases of a letter have; undefined when the case counts. */
  readonly masks: Uint8Array | undefined;
};

/**
 * A hash of 5 bits for a character: the same for both cases of a letter, and one for all digits. The hashes of four
 * characters in a row, a "quad", are the index of the table of keywords.
 */
export function hashOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 65 && code <= 90) return code - 64;
  if (code >= 48 && code <= 57) return 27;
  return otherHashes.get(code) ?? 0;
}

/** Codes of `_`, `-`, `/`, `.` and the space. */
const otherHashes = new Map([
  [95, 28],
  [45, 28],
  [47, 29],
  [46, 30],
  [32, 31],
]);

export const quadMask = (1 << 20) - 1;
const allHashes = Array.from({ length: 32 }, (_, hash) => hash);
const minLength = 2;

/** The keywords of guardrails, found by their first four characters. */
export class KeywordTable {
  /** One bit for each quad: whether a keyword may begin with it. */
  readonly quads = new Int32Array((quadMask + 1) / 32);
  /** Keywords by quad, the longest first. A keyword of fewer than four characters is under each quad that fits. */
  private readonly byQuad = new Map<number, Keyword[]>();

  /** @throws Error for a guardrail that could never run, or whose keywords contradict those of another one */
  constructor(guardrails: readonly Pick<Guardrail, 'id' | 'keywords' | 'shapes'>[]) {
    const lists = new Map<string, KeywordList>([['token', tokenKeywords]]);
    for (const { id, keywords, shapes } of guardrails) {
      if (Object.keys(keywords).length + shapes.length === 0) {
        throw new Error(`Guardrail ${id} declares no keywords and no shapes: it would never run`);
      }
      for (const [kind, list] of Object.entries(keywords)) {
        if ((lists.get(kind) ?? list) !== list) {
          throw new Error(`Guardrail ${id} declares other keywords of the kind ${kind}`);
        }
        const short = list.words.find((word) => word.length < minLength);
        if (short !== undefined || list.words.length === 0) {
          throw new Error(`Guardrail ${id}: keywords of the kind ${kind} are missing or too short`);
        }
        lists.set(kind, list);
      }
    }
    for (const keyword of keywordsOf(lists)) {
      for (const quad of quadsOf(keyword.text)) {
        this.byQuad.set(quad, [...(this.byQuad.get(quad) ?? []), keyword]);
        this.quads[quad >>> 5] = (this.quads[quad >>> 5] ?? 0) | (1 << (quad & 31));
      }
    }
  }

  /** Reports the keywords that begin at an offset. */
  readAt(
    text: string,
    at: number,
    quad: number,
    found: { add(kind: string, start: number, end: number): void },
  ): void {
    const keywords = this.byQuad.get(quad);
    if (keywords === undefined || at < 0) return;
    for (const keyword of keywords) {
      if (!isAt(keyword, text, at) || (keyword.bounded && !mayBegin(text, at))) continue;
      found.add(keyword.kind, at, at + keyword.text.length);
    }
  }
}

/** The keywords of all built-in guardrails. */
export const builtInKeywords = new KeywordTable(builtInGuardrails);

function keywordsOf(lists: ReadonlyMap<string, KeywordList>): Keyword[] {
  return [...lists]
    .flatMap(([kind, { words, anyCase, bounded }]) =>
      words.map((text) => ({
        text,
        kind,
        bounded: bounded === true,
        masks: anyCase
          ? Uint8Array.from(text, (letter) => (/[a-zà-ÿ]/.test(letter) ? 32 : 0))
          : undefined,
      })),
    )
    .sort((a, b) => b.text.length - a.text.length);
}

/** All quads a keyword may have. */
function quadsOf(word: string): number[] {
  let hashes = [0];
  for (let at = 0; at < 4; at += 1) {
    const next = at < word.length ? [hashOf(word.charCodeAt(at))] : allHashes;
    hashes = hashes.flatMap((hash) => next.map((each) => (hash << 5) | each));
  }
  return hashes;
}

function isAt({ text: word, masks }: Keyword, text: string, at: number): boolean {
  if (masks === undefined) return text.startsWith(word, at);
  // From the end: the first four characters are known to be likely.
  for (let index = word.length - 1; index >= 0; index -= 1) {
    const code = text.charCodeAt(at + index) | (masks[index] ?? 0);
    if (code !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** No word character before it, or the end of what may be an escape sequence; the guardrail checks that. */
function mayBegin(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before === 95 || before === 45) return false;
  if (hashOf(before) === 0 || hashOf(before) > 28 || at === 0) return true;
  return (
    before === 109 ||
    text.charCodeAt(at - 2) === 92 ||
    text.charCodeAt(at - 3) === 37 ||
    text.charCodeAt(at - 4) === 92 ||
    text.charCodeAt(at - 6) === 92
  );
}
