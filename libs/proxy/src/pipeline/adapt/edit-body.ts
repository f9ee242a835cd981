import { baseModelName } from '@codegate/models';
import {
  endpointOf,
  type Change,
  type Endpoint,
  type JsonEdits,
  type ModelCapabilities,
} from '@codegate/protocol';

import type { Snapshot } from '../../directory/snapshot.js';
import type { DecodedRequest } from '../decode/decoded-request.js';

export type BodyEdits = {
  /** New members of the outermost object as JSON text; null takes one out. */
  edits: Record<string, string | null>;
  /** Whether the upstream is asked for a usage chunk the client did not ask for. */
  hidesUsage: boolean;
  changes: readonly Change[];
};

/**
 * What has to change in a body for an upstream that speaks the client's own wire format: the model name, an output
 * limit above what the admin allows for the target model, and the request for usage in streams.
 */
export function bodyEdits(
  endpoint: Endpoint,
  request: DecodedRequest,
  targetModel: string,
  snapshot: Pick<Snapshot, 'outputLimits'>,
): BodyEdits {
  const { access, format } = endpointOf(endpoint);
  const isOtherModel = targetModel !== request.model;
  const modelEdits = isOtherModel ? access.modelEdits(targetModel) : noEdits;
  const limit = outputLimitOf(targetModel, snapshot);
  const { outputLimits, json, stream } = request;
  const limitEdits =
    limit === undefined ? noEdits : format.request.limitOutput(json, outputLimits, limit);
  const usageEdits = stream ? format.request.askForStreamUsage?.(json) : null;
  return {
    edits: { ...modelEdits, ...limitEdits, ...usageEdits },
    hidesUsage: Boolean(usageEdits),
    changes: [
      ...(isOtherModel ? [modelChange] : []),
      ...toChanges(limitEdits, 'the admin allows this model fewer output tokens'),
      ...toChanges(usageEdits ?? noEdits, 'usage is recorded; the chunk is kept from the client'),
    ],
  };
}

const noEdits: JsonEdits = {};
const modelChange: Change = {
  action: 'changed',
  path: 'model',
  reason: 'the config names another model',
};

function toChanges(edits: JsonEdits, reason: string): Change[] {
  return Object.keys(edits).map((path) => ({ action: 'changed', path, reason }));
}

/** The most output tokens the admin allows a model; undefined without a limit. */
export function outputLimitOf(model: string, { outputLimits }: Pick<Snapshot, 'outputLimits'>) {
  if (outputLimits.size === 0) return undefined;
  return outputLimits.get(model) ?? outputLimits.get(baseModelName(model));
}

/** What a model can do with the output limit of the admin, if there is one. */
export function withLimit(
  capabilities: ModelCapabilities,
  limit: number | undefined,
): ModelCapabilities {
  if (limit === undefined) return capabilities;
  const { maxOutputTokens: known } = capabilities;
  return { ...capabilities, maxOutputTokens: known === null ? limit : Math.min(known, limit) };
}
