import { GatewayError, type JsonObject } from '@codegate/kernel';

import type { JsonEdits } from '../json/edit-json.js';
import { mergeChanges } from '../json/merge-changes.js';
import { efforts, type Change, type LlmRequest } from '../model.js';
import { formatOf } from '../registry.js';
import { removeRefusedFields } from '../request/accepted-fields.js';
import type { ModelCapabilities, ProviderQuirks, Target } from '../target.js';
import { convertRequest } from './convert.js';

/** What a body needs so that a target of its own wire format accepts it. */
export type Fitting = {
  edits: JsonEdits;
  /** The body with the edits. */
  body: JsonObject;
  changes: readonly Change[];
};

/** A target, as far as it is known what it refuses. */
export type FitTarget = Omit<Target, 'capabilities' | 'quirks'> & {
  /** Null: the model is not known, and is expected to take what the client sends. */
  capabilities: ModelCapabilities | null;
  /** Null: the provider takes every field of the wire format. */
  quirks: ProviderQuirks | null;
};

/**
 * Finds out what has to change in a body for a target that speaks its wire format, but whose model or provider takes
 * less than the client expects. The body is written twice, once for the target and once for a target that takes
 * everything; where the two are equal, the client's bytes stay. So the same data and the same rules decide here as in
 * the conversion between wire formats. The name of the model is not among the edits.
 *
 * @param body the request as the client sent it
 * @param request the same in the internal model
 * @throws GatewayError `invalid_request` that names what the target cannot express
 */
export function fitRequest(body: JsonObject, request: LlmRequest, target: FitTarget): Fitting {
  const tolerant = tolerantTarget(body, request, target);
  const { capabilities, quirks } = target;
  const asSent = unlessRefused(() => convertRequest(request, tolerant));
  if (!asSent) return { edits: {}, body, changes: [] };
  const written = convertRequest(request, {
    ...tolerant,
    ...(capabilities && { capabilities }),
    ...(quirks && { quirks }),
  });
  const merged = mergeChanges(body, asSent.body, written.body);
  const changes = written.changes.filter((change) => !includes(asSent.changes, change));
  // Fields that the writers leave out or rename for every target are still in the client's body.
  const accepted = quirks ? removeRefusedFields(merged, quirks, []) : merged;
  return {
    edits: editsBetween(body, accepted),
    body: accepted,
    changes: [...changes, ...unreportedRemovals(body, accepted, changes)],
  };
}

/** A body that cannot be written for any target may still be one the provider understands. */
function unlessRefused<T>(write: () => T): T | null {
  try {
    return write();
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'invalid_request') return null;
    throw error;
  }
}

function unreportedRemovals(body: JsonObject, sent: JsonObject, changes: readonly Change[]) {
  const reported = new Set(changes.map(({ path }) => path));
  return Object.keys(body).flatMap((path): Change[] => {
    if (Object.hasOwn(sent, path) || reported.has(path)) return [];
    return [{ action: 'dropped', path, reason: 'the provider refuses this field' }];
  });
}

function editsBetween(body: JsonObject, merged: JsonObject): JsonEdits {
  const edits: Record<string, string | null> = {};
  for (const name of Object.keys(body)) if (!Object.hasOwn(merged, name)) edits[name] = null;
  for (const [name, value] of Object.entries(merged)) {
    if (value !== body[name]) edits[name] = JSON.stringify(value);
  }
  return edits;
}

function includes(changes: readonly Change[], { action, path, reason }: Change): boolean {
  return changes.some((one) => one.action === action && one.path === path && one.reason === reason);
}

const allCapabilities: ModelCapabilities = {
  contextTokens: null,
  maxOutputTokens: null,
  sampling: 'full',
  thinking: ['disabled', 'enabled', 'adaptive'],
  efforts,
  prefill: true,
  stop: true,
  structuredOutput: true,
  midSystem: true,
  images: true,
  pdf: true,
  developerRole: true,
};

const noDeviations: ProviderQuirks = {
  maxTokensField: 'max_tokens',
  toolIdLimit: Number.POSITIVE_INFINITY,
  reasoningField: null,
  reasoningFieldRequired: false,
  reasoningControl: 'none',
  efforts: null,
  allowedFields: null,
  refusedFields: [],
  refusedSchemaKeywords: [],
  topK: true,
  cacheControl: true,
  files: true,
  fileUrls: true,
  toolChoice: true,
  parallelToolCalls: true,
  structuredOutput: true,
  developerRole: true,
  thoughtSignatures: true,
  streamOnly: false,
  thinkTags: false,
  customTools: true,
  systemInMessages: true,
};

/** A target that takes every field in the form in which the body has it. */
function tolerantTarget(body: JsonObject, request: LlmRequest, target: FitTarget): Target {
  const asksForEffort = request.reasoning?.effort !== undefined;
  return {
    ...target,
    // An effort that is only derived from a budget is not in the body.
    capabilities: { ...allCapabilities, efforts: asksForEffort ? efforts : null },
    quirks: { ...noDeviations, ...formatOf(target.dialect).request.formsIn?.(body) },
  };
}
