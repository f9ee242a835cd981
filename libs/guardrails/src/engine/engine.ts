import { append, GatewayError, type JsonObject } from '@codegate/kernel';
import type { Dialect, TextKind as PartKind } from '@codegate/protocol';

import { walkBody, walkPart, type BodyVisitor } from './bodies/walk-body.js';
import { Conversation } from './conversation.js';
import { compileCustomGuardrail } from './custom-guardrail.js';
import { kindsOf } from './detect/guardrail.js';
import { EngineCache } from './engine-cache.js';
import { builtInGuardrails, type EnabledGuardrail } from './guardrails/index.js';
import { jsonStrings, escapeForJson } from './restore/json-text.js';
import type { TextKind } from './restore/restore-policy.js';
import { restoreTokens, type RestoreContext } from './restore/restore-tokens.js';
import { StreamRestorer } from './restore/stream-restorer.js';
import { maskMember } from './mask-member.js';
import type { MaskedText } from './masked-text.js';
import { TextMasker, type Author, type Detector } from './text-masker.js';
import { TokenCodec } from './tokens/token-codec.js';
import type { Category, CustomGuardrail, Detection, MappingStore } from './types.js';

export type EngineOptions = {
  /** The guardrail key, 32 bytes. */
  readonly key: Buffer;
  readonly guardrails: readonly EnabledGuardrail[];
  readonly custom?: readonly CustomGuardrail[];
  readonly mappings: MappingStore;
  /** Shared with the other engines of the thread; by default the engine has its own. */
  readonly cache?: EngineCache;
};

export type AnonymizedText = {
  readonly text: string;
  readonly detections: readonly Detection[];
  /** Categories because of which the text must not be sent; empty when it may be sent. Never the values. */
  readonly blocked: readonly Category[];
};

/** One part of a body, such as a message. */
export type AnonymizedPart = {
  /** Shares every unchanged value with the original part. */
  readonly part: unknown;
  readonly detections: readonly Detection[];
  readonly replacements: ReadonlyMap<string, string>;
};

export type AnonymizedBody = {
  /** Shares every unchanged part with the original body. */
  readonly body: JsonObject;
  readonly changed: boolean;
  /** Offsets are those of the text in which the value was found. */
  readonly detections: readonly Detection[];
  /** Number of detections by category, in all modes. */
  readonly counts: Readonly<Record<Category, number>>;
  readonly blocked: readonly Category[];
  /** Token → value, for restoring the response. */
  readonly replacements: ReadonlyMap<string, string>;
};

/** What a response is restored with: the replacements of its request, and which tokens may be restored. */
export type Restoring = Pick<RestoreContext, 'own' | 'policy'>;

/**
 * Anonymizes requests and restores responses for one set of rules. When the rules or the key change, another engine is
 * built. It keeps no state of a request.
 */
export type Engine = {
  anonymizeText(tenantId: string, text: string): AnonymizedText;
  restoreText(tenantId: string, text: string, restoring?: Restoring): string;
  anonymizeBody(tenantId: string, dialect: Dialect, body: JsonObject): AnonymizedBody;
  /**
   * Anonymizes a part of a body, after the parts that the conversation has seen. The same part in the same state of the
   * conversation always has the same result.
   */
  anonymizePart(
    tenantId: string,
    kind: PartKind,
    part: unknown,
    conversation: Conversation,
  ): AnonymizedPart;
  /** Runs work of this engine until a time limit. Returns null when the work was given up. */
  limited<Result>(limitMs: number, work: () => Result): Result | null;
  /** Restores a response that is not streamed. */
  restoreBody(
    tenantId: string,
    dialect: Dialect,
    body: JsonObject,
    restoring?: Restoring,
  ): JsonObject;
  /** A restorer for one text field of a stream: a content block, choice or tool call. */
  streamRestorer(tenantId: string, kind: TextKind, restoring?: Restoring): StreamRestorer;
};

/** The ranks of custom guardrails: before all built-in ones except private keys, and blocking ones first. */
const customRank = 12;
const customBlockRank = 11;

/** @throws GatewayError `invalid_request` for a custom guardrail that cannot be used */
export function createEngine(options: EngineOptions): Engine {
  if (options.key.length !== 32) {
    throw new GatewayError('internal', 'The guardrail key must have 32 bytes.');
  }
  const { cache = new EngineCache() } = options;
  const codec = new TokenCodec(options.key, options.mappings, cache);
  const masker = new TextMasker(codec, detectorsOf(options), cache);
  const restore = (context: RestoreContext, text: string, kind: TextKind) =>
    restoreTokens(context, text, kind, true).text;

  return {
    anonymizeText(tenantId, text) {
      const { text: masked, detections } = masker.mask(tenantId, text, new Conversation());
      return { text: masked, detections, blocked: blockedBy(detections) };
    },

    restoreText(tenantId, text, restoring) {
      return restore({ codec, tenantId, ...restoring }, text, 'text');
    },

    anonymizeBody(tenantId, dialect, body) {
      const found = new DetectionCollector(masker, tenantId, new Conversation());
      const masked = walkBody('request', dialect, body, found.visitor);
      const { detections, replacements } = found;
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
      const found = new DetectionCollector(masker, tenantId, conversation);
      const masked = walkPart(kind, part, found.visitor);
      return { part: masked, detections: found.detections, replacements: found.replacements };
    },

    limited: (limitMs, work) => masker.limited(limitMs, work),

    restoreBody(tenantId, dialect, body, restoring) {
      const context: RestoreContext = { codec, tenantId, ...restoring };
      const text = (value: string) => restore(context, value, 'text');
      const json = (raw: string) => restore(context, raw, 'json');
      const argument = (value: string) => restore(context, value, 'argument');
      return walkBody('response', dialect, body, { text, json, argument, name: argument });
    },

    streamRestorer(tenantId, kind, restoring) {
      return new StreamRestorer({ codec, tenantId, ...restoring }, kind);
    },
  };
}

function detectorsOf({ guardrails, custom = [] }: EngineOptions): Detector[] {
  const detectors: Detector[] = [];
  for (const { id, mode } of guardrails) {
    const guardrail = builtInGuardrails.find((each) => each.id === id);
    if (guardrail === undefined) continue;
    const { priority, find } = guardrail;
    const kinds = kindsOf(guardrail);
    detectors.push({ category: id, mode, rank: priority, isCustom: false, kinds, find });
  }
  for (const rule of custom) {
    const compiled = compileCustomGuardrail(rule);
    const find: Detector['find'] = (scan, report) => compiled.find(scan.text, report);
    const { category, mode } = rule;
    const rank = mode === 'block' ? customBlockRank : customRank;
    detectors.push({ category, mode, rank, isCustom: true, kinds: null, find });
  }
  return detectors;
}

/** Masks the texts that a walk visits, and collects the detections. */
class DetectionCollector {
  readonly detections: Detection[] = [];
  readonly replacements = new Map<string, string>();
  readonly visitor: BodyVisitor;

  constructor(masker: TextMasker, tenantId: string, conversation: Conversation) {
    const visitorOf = (author: Author): BodyVisitor => {
      const text = (value: string, key?: string): string =>
        this.take(maskMember(masker, tenantId, value, key, conversation, author));
      return { text, json: (raw) => maskJson(raw, text), name: (name) => text(name) };
    };
    this.visitor = { ...visitorOf('other'), ofModel: visitorOf('model') };
  }

  private take(masked: MaskedText): string {
    append(this.detections, masked.detections);
    for (const [token, value] of masked.replacements) this.replacements.set(token, value);
    return masked.text;
  }
}

/** JSON in a string: only the names and values that change are written again, every other character stays. */
function maskJson(raw: string, mask: (text: string, key?: string) => string): string {
  let values: unknown;
  try {
    values = JSON.parse(raw);
  } catch {
    // SyntaxError: a model wrote incomplete or invalid JSON. It is read as plain text.
    return mask(raw);
  }
  if (typeof values !== 'object' || values === null) return mask(raw);
  let output = '';
  let copied = 0;
  for (const { start, end, key } of jsonStrings(raw)) {
    const value = JSON.parse(`"${raw.slice(start, end)}"`) as string;
    // A name has no key: it is masked like a text, as restoring reads all of the JSON.
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
  const counts = new Map<Category, number>();
  for (const { category } of detections) counts.set(category, (counts.get(category) ?? 0) + 1);
  return Object.fromEntries(counts);
}
