import { baseModelName } from '@codegate/models';
import { editJson, type Change } from '@codegate/protocol';
import { isJsonObject } from '@codegate/kernel';

import type { Snapshot } from '../directory/snapshot.js';
import type { DecodedRequest } from './decode.js';
import type { Call } from './call.js';

export type AdaptedRequest = {
  body: Buffer;
  /** Whether the upstream was asked for a usage chunk the caller did not ask for. */
  hidesUsage: boolean;
  changes: Change[];
};

const nothingChanged: Change[] = [];

/**
 * The bytes for an upstream that speaks the caller's own wire format: as they came, but for the model name, an
 * output limit above what the admin allows for the target model, and the request for usage in Chat streams.
 */
export function adapt(
  call: Pick<Call, 'endpoint'>,
  request: DecodedRequest,
  targetModel: string,
  world: Pick<Snapshot, 'outputLimits'>,
): AdaptedRequest {
  const edits: Record<string, string> = {};
  if (targetModel !== request.model) edits.model = JSON.stringify(targetModel);
  clamp(request, outputLimitOf(targetModel, world), edits);
  const hidesUsage = call.endpoint === 'chat' && request.stream && !asksForUsage(request);
  if (hidesUsage) {
    const options = request.json.stream_options;
    const given = isJsonObject(options) ? options : {};
    edits.stream_options = JSON.stringify({ ...given, include_usage: true });
  }
  const changes = toChanges(edits);
  return { body: editJson(request.body, edits), hidesUsage, changes };
}

function toChanges(edits: Readonly<Record<string, string>>): Change[] {
  const fields = Object.keys(edits);
  if (fields.length === 0) return nothingChanged;
  return fields.map((path) => ({ action: 'changed', path, reason: reasons[path] ?? clampReason }));
}

const clampReason = 'the admin allows this model fewer output tokens';
const reasons: Readonly<Record<string, string>> = {
  model: 'the config names another model',
  stream_options: 'usage is recorded; the chunk is kept from the caller',
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
