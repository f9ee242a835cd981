import type { Conversation } from './conversation.js';
import type { Report } from './detect/guardrail.js';
import { ScanText } from './detect/scan-text.js';
import { digestOf } from './digest.js';
import { SeenValues, type SeenValue } from './seen-values.js';
import { ScanIndex } from './scan-index/scan-index.js';
import { Lru } from './lru.js';
import { resolveOverlaps, type Ranked } from './resolve-overlaps.js';
import type { TokenCodec } from './tokens/token-codec.js';
import type { Category, Detection, GuardrailMode, Span } from './types.js';

/** A guardrail made ready for this engine. */
export type Detector = {
  readonly category: Category;
  readonly mode: GuardrailMode;
  readonly rank: number;
  /** Whether it looks at landmarks only, so that a text without any has nothing for it. */
  readonly needsLandmarks: boolean;
  readonly find: (scan: ScanText, report: Report) => void;
};

export type MaskedText = {
  readonly text: string;
  readonly detections: readonly Detection[];
  /** Token (without the domain of a mail token) and value, of what was replaced. */
  readonly replacements: readonly (readonly [token: string, value: string])[];
  /** Values worth looking for in what follows. */
  readonly newValues: readonly SeenValue[];
};

type Candidate = Ranked & { readonly category: Category; readonly mode: GuardrailMode | 'token' };

const minLength = 5;
/** Memory for results: characters of rewritten text and values, plus a flat cost for each entry. */
const maxMemory = 48_000_000;
const entryCost = 160;
/** Ranks: tokens win over everything, values known from before lose to everything. */
const tokenRank = -1;
const seenValueRank = 1_000;

/**
 * Rewrites single texts. A text that was seen before in the same state of a conversation costs one
 * digest: agents send the whole history each turn, and only its end is new.
 */
export class TextMasker {
  private readonly results = new Lru<string, MaskedText>(maxMemory);

  constructor(
    private readonly mint: TokenCodec,
    private readonly finders: readonly Detector[],
  ) {}

  mask(tenantId: string, text: string, conversation: Conversation): MaskedText {
    if (text.length < minLength) return unchanged(text);
    const key = `${tenantId}\0${conversation.fingerprint}\0${digestOf(text)}`;
    let result = this.results.get(key);
    if (result === undefined) {
      const fresh = this.maskAnew(tenantId, text, conversation.seenValues);
      const isClean = fresh.detections.length === 0;
      result = isClean ? clean : fresh;
      this.results.set(key, result, entryCost + (isClean ? 0 : weightOf(fresh)));
    }
    conversation.add(result.newValues);
    return result === clean ? unchanged(text) : result;
  }

  private maskAnew(tenantId: string, text: string, known: SeenValues): MaskedText {
    const candidates = this.findAll(tenantId, text, known);
    if (candidates.length === 0) return unchanged(text);
    const acting = candidates.filter(({ mode }) => mode !== 'report');
    let chosen = resolveOverlaps(acting);
    const learned = valuesOf(text, chosen, known);
    if (learned.length > 0) {
      // What one place of the text gives away is looked for in the rest of it.
      const here = new SeenValues();
      for (const value of learned) here.add(value);
      const more = new ScanIndex(text, here).seenValues.map(asCandidate);
      chosen = resolveOverlaps([...acting, ...more]);
    }
    const reported = resolveOverlaps(candidates.filter(({ mode }) => mode === 'report'));
    return this.rewrite(tenantId, text, chosen, reported, known, learned);
  }

  private findAll(tenantId: string, text: string, known: SeenValues): Candidate[] {
    const candidates: Candidate[] = [];
    const scan = new ScanText(text, known);
    const { isEmpty } = scan.landmarks;
    for (const { category, mode, rank, find, needsLandmarks } of this.finders) {
      if (isEmpty && needsLandmarks) continue;
      find(scan, (start, end) => {
        if (end > start) candidates.push({ start, end, category, mode, rank });
      });
    }
    if (known.size > 0) candidates.push(...scan.landmarks.seenValues.map(asCandidate));
    if (candidates.length === 0) return candidates;
    for (const start of scan.landmarks.of('token').starts) {
      const token = this.mint.tokenAt(tenantId, text, start);
      if (token === undefined) continue;
      const span = { start, end: token.end, category: '' };
      candidates.push({ ...span, mode: 'token', rank: tokenRank });
    }
    return candidates;
  }

  private rewrite(
    tenantId: string,
    text: string,
    chosen: readonly Candidate[],
    reported: readonly Candidate[],
    known: SeenValues,
    learned: readonly SeenValue[],
  ): MaskedText {
    const detections: Detection[] = [];
    const replacements: (readonly [string, string])[] = [];
    // One value, one token: the category that named it first gives the token its word.
    const categories = new Map<string, Category>();
    let output = '';
    let copied = 0;
    for (const { start, end, category, mode } of chosen) {
      if (mode === 'token') continue;
      let replacement: string | null = null;
      if (mode === 'anonymize') {
        const value = text.slice(start, end);
        const named = known.get(value)?.category ?? categories.get(value) ?? category;
        categories.set(value, named);
        replacement = this.mint.mint(tenantId, value, named);
        replacements.push([replacement.replace(/@.*$/, ''), value]);
        output += text.slice(copied, start) + replacement;
        copied = end;
      }
      detections.push({ category, mode, start, end, replacement });
    }
    for (const { start, end, category } of reported) {
      detections.push({ category, mode: 'report', start, end, replacement: null });
    }
    detections.sort((a, b) => a.start - b.start || a.end - b.end);
    return { text: output + text.slice(copied), detections, replacements, newValues: learned };
  }
}

/** Anonymized whatever the mode of its guardrail is: it was anonymized before. */
function asCandidate({ start, end, category }: Span & SeenValue): Candidate {
  return { start, end, category, mode: 'anonymize', rank: seenValueRank };
}

const clean: MaskedText = { text: '', detections: [], replacements: [], newValues: [] };

function unchanged(text: string): MaskedText {
  return { ...clean, text };
}

function valuesOf(text: string, chosen: readonly Candidate[], known: SeenValues): SeenValue[] {
  const values = new Map<string, SeenValue>();
  for (const { start, end, category, mode } of chosen) {
    if (mode !== 'anonymize') continue;
    const value = text.slice(start, end);
    if (!values.has(value) && known.accepts(value, category))
      values.set(value, { value, category });
  }
  return [...values.values()];
}

function weightOf(result: MaskedText): number {
  let weight = result.text.length;
  for (const [token, value] of result.replacements) weight += token.length + value.length + 120;
  return weight;
}
