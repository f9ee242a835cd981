import { GatewayError, type JsonObject } from '@codegate/kernel';

import type { Dialect, PartKind } from './bodies/body-shapes.js';
import { walkBody, walkPart, type BodyVisitor } from './bodies/walk-body.js';
import { Conversation } from './conversation.js';
import { compileCustomGuardrail } from './custom-guardrail.js';
import { builtInGuardrails } from './guardrails/index.js';
import { jsonStrings, escapeForJson } from './restore/json-text.js';
import { restoreTokens, type RestoreContext, type TextKind } from './restore/restore-tokens.js';
import { StreamRestorer } from './restore/stream-restorer.js';
import { maskMember } from './mask-member.js';
import { TextMasker, type Detector, type MaskedText } from './text-masker.js';
import { TokenCodec } from './tokens/token-codec.js';
import type {
  Category,
  CustomGuardrail,
  Detection,
  EnabledGuardrail,
  MappingStore,
  Replacements,
} from './types.js';

export type EngineOptions = {
  /** The guardrail key, 32 bytes. */
  readonly key: Buffer;
  readonly guardrails: readonly EnabledGuardrail[];
  readonly custom?: readonly CustomGuardrail[];
  readonly mappings: MappingStore;
};

export type AnonymizedText = {
  readonly text: string;
  readonly detections: readonly Detection[];
  /** Categories that forbid the text to leave; empty when it may. Never the values. */
  readonly blocked: readonly Category[];
};

/** One part of a body, such as a message. */
export type AnonymizedPart = {
  /** Shares every unchanged piece with the part that came. */
  readonly part: unknown;
  readonly detections: readonly Detection[];
  readonly replacements: ReadonlyMap<string, string>;
};

export type AnonymizedBody = {
  /** Shares every unchanged part with the body that came. */
  readonly body: JsonObject;
  readonly changed: boolean;
  /** Offsets refer to the text each was found in. */
  readonly detections: readonly Detection[];
  /** Finds by category, all modes. */
  readonly counts: Readonly<Record<Category, number>>;
  readonly blocked: readonly Category[];
  /** For restoring the answer. */
  readonly replacements: ReadonlyMap<string, string>;
};

/**
 * Anonymises requests and restores answers for one set of rules. Build a new one when the rules or the
 * key change; what it remembers belongs to them. Holds no state of a request.
 */
export type Engine = {
  anonymizeText(tenantId: string, text: string): AnonymizedText;
  restoreText(tenantId: string, text: string, own?: Replacements): string;
  anonymizeBody(tenantId: string, dialect: Dialect, body: JsonObject): AnonymizedBody;
  /** A part of a body, after those the conversation has seen. The same part in the same state gives the same. */
  anonymizePart(
    tenantId: string,
    kind: PartKind,
    part: unknown,
    conversation: Conversation,
  ): AnonymizedPart;
  /** An answer that came whole. */
  restoreBody(tenantId: string, dialect: Dialect, body: JsonObject, own?: Replacements): JsonObject;
  /** One for each text field of a stream: block, choice or tool call. */
  streamRestorer(tenantId: string, kind: TextKind, own?: Replacements): StreamRestorer;
};

/** Operators' own rules come before everything but private keys. */
const customRank = 12;

/** Throws `invalid_request` when a custom guardrail cannot be used. */
export function createEngine(options: EngineOptions): Engine {
  if (options.key.length !== 32) {
    throw new GatewayError('internal', 'The guardrail key must have 32 bytes.');
  }
  const mint = new TokenCodec(options.key, options.mappings);
  const masker = new TextMasker(mint, detectorsOf(options));
  const restore = (reader: RestoreContext, text: string, kind: TextKind) =>
    restoreTokens(reader, text, kind, true).text;

  return {
    anonymizeText(tenantId, text) {
      const { text: masked, detections } = masker.mask(tenantId, text, new Conversation());
      return { text: masked, detections, blocked: blockedBy(detections) };
    },

    restoreText(tenantId, text, own) {
      return restore({ mint, tenantId, own }, text, 'text');
    },

    anonymizeBody(tenantId, dialect, body) {
      const finds = new DetectionCollector(masker, tenantId, new Conversation());
      const masked = walkBody('request', dialect, body, finds.visitor);
      const { detections, replacements } = finds;
      return {
        body: masked,
        changed: masked !== body,
        detections,
        counts: countByCategory(detections),
        blocked: blockedBy(detections),
        replacements,
      };
    },

    anonymizePart(tenantId, kind, part, conversation) {
      const finds = new DetectionCollector(masker, tenantId, conversation);
      const masked = walkPart(kind, part, finds.visitor);
      return { part: masked, detections: finds.detections, replacements: finds.replacements };
    },

    restoreBody(tenantId, dialect, body, own) {
      const reader: RestoreContext = { mint, tenantId, own };
      const text = (value: string) => restore(reader, value, 'text');
      const visitor: BodyVisitor = {
        text,
        json: (raw) => restore(reader, raw, 'json'),
        name: text,
      };
      return walkBody('answer', dialect, body, visitor);
    },

    streamRestorer(tenantId, kind, own) {
      return new StreamRestorer({ mint, tenantId, own }, kind);
    },
  };
}

function detectorsOf({ guardrails, custom = [] }: EngineOptions): Detector[] {
  const finders: Detector[] = [];
  for (const { id, mode } of guardrails) {
    const guardrail = builtInGuardrails.find((each) => each.id === id);
    if (guardrail === undefined) continue;
    const { priority, find } = guardrail;
    finders.push({ category: id, mode, rank: priority, needsLandmarks: true, find });
  }
  for (const rule of custom) {
    const compiled = compileCustomGuardrail(rule);
    const find: Detector['find'] = (scan, report) => compiled.find(scan.text, report);
    const { category, mode } = rule;
    finders.push({ category, mode, rank: customRank, needsLandmarks: false, find });
  }
  return finders;
}

/** Masks texts as a walk comes to them, and gathers what was found. */
class DetectionCollector {
  readonly detections: Detection[] = [];
  readonly replacements = new Map<string, string>();
  readonly visitor: BodyVisitor;

  constructor(masker: TextMasker, tenantId: string, conversation: Conversation) {
    const text = (value: string, key?: string): string =>
      this.take(maskMember(masker, tenantId, value, key, conversation));
    this.visitor = { text, json: (raw) => maskJson(raw, text) };
  }

  private take(masked: MaskedText): string {
    this.detections.push(...masked.detections);
    for (const [token, value] of masked.replacements) this.replacements.set(token, value);
    return masked.text;
  }
}

/** JSON in a string: only the strings within that change are written anew, everything else stays. */
function maskJson(raw: string, mask: (text: string, key?: string) => string): string {
  let values: unknown;
  try {
    values = JSON.parse(raw);
  } catch {
    // SyntaxError: arguments a model cut off or made up; they are read as plain text.
    return mask(raw);
  }
  if (typeof values !== 'object' || values === null) return mask(raw);
  let output = '';
  let copied = 0;
  for (const { start, end, key } of jsonStrings(raw)) {
    const value = JSON.parse(`"${raw.slice(start, end)}"`) as string;
    const masked = mask(value, key);
    if (masked === value) continue;
    output += raw.slice(copied, start) + escapeForJson(masked);
    copied = end;
  }
  return copied === 0 ? raw : output + raw.slice(copied);
}

function blockedBy(detections: readonly Detection[]): Category[] {
  const blocking = detections.filter(({ mode }) => mode === 'block');
  return [...new Set(blocking.map(({ category }) => category))];
}

function countByCategory(detections: readonly Detection[]): Record<Category, number> {
  const counts: Record<Category, number> = {};
  for (const { category } of detections) counts[category] = (counts[category] ?? 0) + 1;
  return counts;
}
