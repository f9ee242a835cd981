import type { Conversation } from './conversation.js';
import type { Report } from './detect/scan.js';
import { decodeEscapes, windowsAround } from './detect/escapes.js';
import { ScanText } from './detect/scan-text.js';
import { digestOf } from './digest.js';
import type { EngineCache } from './engine-cache.js';
import type { MaskedText } from './masked-text.js';
import { resolveOverlaps, type Ranked } from './resolve-overlaps.js';
import type { ScanKind } from './scan-index/places.js';
import { ScanIndex } from './scan-index/scan-index.js';
import { anchorLength, isDistinctive, SeenValues, type SeenValue } from './seen-values.js';
import type { TokenCodec } from './tokens/token-codec.js';
import type { Category, Detection, GuardrailMode, Span } from './types.js';

/** A guardrail with its settings, ready to run. */
export type Detector = {
  readonly category: Category;
  readonly mode: GuardrailMode;
  readonly rank: number;
  readonly isCustom: boolean;
  /** It runs only on texts that have one of these places; null: on every text. */
  readonly kinds: readonly ScanKind[] | null;
  readonly find: (scan: ScanText, report: Report) => void;
};

/** Who wrote a text: what the model wrote has been restored for the client that sends it back. */
export type Author = 'model' | 'other';

type Candidate = Ranked & { readonly category: Category; readonly mode: GuardrailMode | 'token' };

/** Shorter texts hold nothing that a built-in guardrail could find. */
const minBuiltInLength = 5;
/** Estimated bytes of a cached result without its texts, and of each of its replacements. */
const entryBytes = 320;
const replacementBytes = 400;
/** Ranks: tokens win over everything, values seen before lose against everything. */
const tokenRank = -1;
const seenValueRank = 1_000;

/** Texts so long are checked against the time limit before each guardrail, others as a whole. */
const longLength = 2_048;
const replacementsPerCheck = 64;

let lastId = 0;

/**
 * Replaces what guardrails find in single texts. A text that comes again in the same state of a conversation costs one
 * digest: agents send the whole conversation with each request, and only its end is new.
 */
export class TextMasker {
  /** Marks its entries in the cache: other rules and keys give other results. */
  private readonly id = (lastId += 1);
  private readonly minLength: number;
  private deadlineMs = Infinity;

  constructor(
    private readonly codec: TokenCodec,
    private readonly detectors: readonly Detector[],
    private readonly cache: EngineCache,
  ) {
    // Words of a custom rule may be shorter, and a text may be such a word and nothing else.
    this.minLength = detectors.some(({ isCustom }) => isCustom) ? 1 : minBuiltInLength;
  }

  /**
   * Runs work that masks texts. It blocks its thread, so it is given up when it takes too long.
   *
   * @returns null when the time is over
   */
  limited<Result>(limitMs: number, work: () => Result): Result | null {
    this.deadlineMs = performance.now() + limitMs;
    try {
      return work();
    } catch (error) {
      if (error instanceof TimeLimitExceeded) return null;
      throw error;
    } finally {
      this.deadlineMs = Infinity;
    }
  }

  mask(
    tenantId: string,
    text: string,
    conversation: Conversation,
    author: Author = 'other',
  ): MaskedText {
    const { seenValues, valuesOfModel, fingerprint } = conversation;
    const values = author === 'model' ? valuesOfModel : seenValues;
    const isCommon = values !== seenValues;
    const minLength = isCommon ? Math.min(anchorLength, this.minLength) : this.minLength;
    if (text.length < minLength) return unchanged(text);
    const key = `${this.id}\0${tenantId}\0${isCommon ? 'm' : ''}${fingerprint}\0${digestOf(text)}`;
    let result = this.cache.texts.get(key);
    if (result === undefined) {
      const fresh = this.maskUncached(tenantId, text, values, conversation);
      const isClean = fresh.detections.length === 0;
      result = isClean ? clean : fresh;
      const size = entryBytes + 2 * tenantId.length + (isClean ? 0 : bytesOf(fresh));
      this.cache.texts.set(key, result, { size });
    }
    conversation.add(result.newValues);
    return result === clean ? unchanged(text) : result;
  }

  /** @param seenValues the values of the conversation to search for */
  private maskUncached(
    tenantId: string,
    text: string,
    seenValues: SeenValues,
    conversation: Conversation,
  ): MaskedText {
    this.checkTime();
    const scan = new ScanText(text, seenValues);
    const candidates = this.findAll(tenantId, scan, seenValues);
    if (candidates.length === 0) return unchanged(text);
    const acting = candidates.filter(({ mode }) => mode !== 'report');
    let chosen = resolveOverlaps(acting);
    const newValues = valuesOf(scan.text, chosen, conversation);
    const rareValues = newValues.filter(({ value, category }) => isDistinctive(value, category));
    if (rareValues.length > 0) {
      // A value that is found in one place of the text is searched for in the rest of it.
      const here = new SeenValues();
      for (const value of rareValues) here.add(value);
      const more = new ScanIndex(scan.text, here, true).seenValues.map(asCandidate);
      chosen = resolveOverlaps([...acting, ...more]);
    }
    const reported = resolveOverlaps(candidates.filter(({ mode }) => mode === 'report'));
    return this.rewrite(tenantId, text, scan, chosen, reported, conversation, newValues);
  }

  private findAll(tenantId: string, scan: ScanText, seenValues: SeenValues): Candidate[] {
    const detected = this.detect(scan, seenValues);
    const candidates = scan.places.has('escape')
      ? detected.concat(this.findEscaped(scan, seenValues))
      : detected;
    if (candidates.length === 0) return candidates;
    for (const start of scan.places.of('token').starts) {
      const token = this.codec.tokenAt(tenantId, scan.text, start);
      if (token === undefined) continue;
      const span = { start, end: token.end, category: '' };
      candidates.push({ ...span, mode: 'token', rank: tokenRank });
    }
    return candidates;
  }

  private checkTime(): void {
    if (this.deadlineMs !== Infinity && performance.now() > this.deadlineMs) {
      throw new TimeLimitExceeded();
    }
  }

  /** What the guardrails find, and the values of the conversation. */
  private detect(scan: ScanText, seenValues: SeenValues): Candidate[] {
    const candidates: Candidate[] = [];
    for (const { category, mode, rank, find, kinds } of this.detectors) {
      if (kinds && !scan.hasOneOf(kinds)) continue;
      if (scan.text.length > longLength) this.checkTime();
      find(scan, (start, end) => {
        if (end > start) candidates.push({ start, end, category, mode, rank });
      });
    }
    return seenValues.size > 0
      ? candidates.concat(scan.places.seenValues.map(asCandidate))
      : candidates;
  }

  /** What is found only when escapes are decoded. */
  private findEscaped({ text, places }: ScanText, seenValues: SeenValues): Candidate[] {
    const found: Candidate[] = [];
    for (const window of windowsAround(text, places.of('escape').starts)) {
      if (text.length > longLength) this.checkTime();
      const decoded = decodeEscapes(text.slice(window.start, window.end));
      const scan = new ScanText(decoded.text, seenValues);
      for (const candidate of this.detect(scan, seenValues)) {
        const inDecoded = originalSpan(scan, candidate);
        // Without an escape in it or beside it, it is found in the text as it is, or not meant.
        const { start: from, end: to } = inDecoded;
        if (!decoded.hasEscape({ start: from - 1, end: to + 1 })) continue;
        const { start, end } = decoded.originalOf(inDecoded);
        found.push({ ...candidate, start: window.start + start, end: window.start + end });
      }
    }
    return found;
  }

  /** @param chosen and `reported`: spans of the text that was scanned */
  private rewrite(
    tenantId: string,
    text: string,
    scan: ScanText,
    chosen: readonly Candidate[],
    reported: readonly Candidate[],
    { valuesOfModel: known }: Conversation,
    newValues: readonly SeenValue[],
  ): MaskedText {
    const detections: Detection[] = [];
    const replacements: (readonly [string, string])[] = [];
    // One value has one token: its prefix is that of the category in which the value was found first.
    const categories = new Map<string, Category>();
    let output = '';
    let copied = 0;
    for (const { category, mode, ...scanned } of chosen) {
      if (mode === 'token') continue;
      const { start, end } = originalSpan(scan, scanned);
      let replacement: string | null = null;
      if (mode === 'anonymize') {
        const value = text.slice(start, end);
        const read = scan.text.slice(scanned.start, scanned.end);
        const named = known.get(read)?.category ?? categories.get(read) ?? category;
        categories.set(read, named);
        replacement = this.codec.tokenFor(tenantId, value, named);
        replacements.push([replacement.replace(/@.*/, ''), value]);
        output += text.slice(copied, start) + replacement;
        copied = end;
        if (replacements.length % replacementsPerCheck === 0) this.checkTime();
      }
      detections.push({ category, mode, start, end, replacement });
    }
    for (const { category, ...scanned } of reported) {
      const span = originalSpan(scan, scanned);
      detections.push({ category, mode: 'report', ...span, replacement: null });
    }
    detections.sort((a, b) => a.start - b.start || a.end - b.end);
    return { text: output + text.slice(copied), detections, replacements, newValues };
  }
}

/** Where a span of the text that was scanned is in the original text. */
function originalSpan({ originalOf }: ScanText, { start, end }: Span): Span {
  return { start: originalOf(start), end: originalOf(end - 1) + 1 };
}

/** Thrown through the work of `limited`. */
class TimeLimitExceeded extends Error {}

/** A seen value is replaced whatever the mode of its guardrail is now, because it was replaced before. */
function asCandidate({ start, end, category }: Span & SeenValue): Candidate {
  return { start, end, category, mode: 'anonymize', rank: seenValueRank };
}

const clean: MaskedText = { text: '', detections: [], replacements: [], newValues: [] };

function unchanged(text: string): MaskedText {
  return { ...clean, text };
}

function valuesOf(
  text: string,
  chosen: readonly Candidate[],
  conversation: Conversation,
): SeenValue[] {
  const values = new Map<string, SeenValue>();
  for (const { start, end, category, mode } of chosen) {
    if (mode !== 'anonymize') continue;
    const value = text.slice(start, end);
    if (!values.has(value) && conversation.accepts(value, category))
      values.set(value, { value, category });
  }
  return [...values.values()];
}

/** Estimated bytes: two for a character. */
function bytesOf({ text, replacements }: MaskedText): number {
  let characters = text.length;
  for (const [token, value] of replacements) characters += 2 * (token.length + value.length);
  return 2 * characters + replacements.length * replacementBytes;
}
