import { isJsonObject } from '@codegate/kernel';
import { baseModelName } from '@codegate/models';
import type { Change, Endpoint } from '@codegate/protocol';

import type { Snapshot } from '../../directory/snapshot.js';
import type { DecodedRequest } from '../decode/decode.js';

export type BodyEdits = {
  /** New members of the outermost object as JSON text; null takes one out. */
  edits: Record<string, string | null>;
  /** Whether the upstream is asked for a usage chunk the client did not ask for. */
  hidesUsage: boolean;
  changes: readonly Change[];
};

const nothingChanged: readonly Change[] = [];

/**
 * What has to change in a body for an upstream that speaks the client's own wire format: the model name, an output
 * limit above what the admin allows for the target model, and the request for usage in Chat streams.
 */
export function bodyEdits(
  endpoint: Endpoint,
  request: DecodedRequest,
  targetModel: string,
  snapshot: Pick<Snapshot, 'outputLimits'>,
): BodyEdits {
  const edits: Record<string, string> = {};
  if (targetModel !== request.model) edits.model = JSON.stringify(targetModel);
  clamp(request, outputLimitOf(targetModel, snapshot), edits);
  const hidesUsage = endpoint === 'chat' && request.stream && !asksForUsage(request);
  if (hidesUsage) {
    const options = request.json.stream_options;
    const given = isJsonObject(options) ? options : {};
    edits.stream_options = JSON.stringify({ ...given, include_usage: true });
  }
  return { edits, hidesUsage, changes: toChanges(edits) };
}

function toChanges(edits: Readonly<Record<string, string>>): readonly Change[] {
  const fields = Object.keys(edits);
  if (fields.length === 0) return nothingChanged;
  return fields.map((path) => ({ action: 'changed', path, reason: reasons[path] ?? clampReason }));
}

const clampReason = 'the admin allows this model fewer output tokens';
const reasons: Readonly<Record<string, string>> = {
  model: 'the config names another model',
  stream_options: 'usage is recorded; the chunk is kept from the client',
};

function asksForUsage({ json }: DecodedRequest): boolean {
  return isJsonObject(json.stream_options) && json.stream_options.include_usage === true;
}

/** The most output tokens the admin allows a model; undefined without a limit. */
export function outputLimitOf(model: string, { outputLimits }: Pick<Snapshot, 'outputLimits'>) {
  if (outputLimits.size === 0) return undefined;
  return outputLimits.get(model) ?? outputLimits.get(baseModelName(model));
}

function clamp(
  request: DecodedRequest,
  limit: number | undefined,
  edits: Record<string, string>,
): void {
  if (limit === undefined) return;
  for (const { field, tokens } of request.outputLimits) {
    if (tokens > limit) edits[field] = String(limit);
  }
  const { thinking } = request.json;
  if (edits.max_tokens === undefined || !isJsonObject(thinking)) return;
  // Anthropic refuses a thinking budget that is not below max_tokens.
  if (typeof thinking.budget_tokens === 'number' && thinking.budget_tokens >= limit) {
    edits.thinking = JSON.stringify({ ...thinking, budget_tokens: Math.max(1, limit - 1) });
  }
}
