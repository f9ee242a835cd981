import { GatewayError } from '@codegate/kernel';
import { capabilitiesOf } from '@codegate/models';
import { endpointOf, fitRequest, type Fitting, type LlmRequest } from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount } from '../../directory/snapshot.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import type { AdaptInput } from './adapt-input.js';
import { outputLimitOf, withLimit } from './edit-body.js';

/**
 * Whether an account takes the client's body with single fields changed. If not, it is written anew although the
 * account speaks its wire format.
 */
export function takesBody(
  { call, request }: AdaptInput,
  { definition }: Pick<ProxyAccount, 'definition'>,
): boolean {
  const { kind } = endpointOf(call.endpoint);
  return kind !== 'generate' || (definition.takesBody?.[call.dialect]?.(request.json) ?? true);
}

/**
 * What has to change in the client's own body because the account's model is another one than the client named, or
 * because its provider takes less than the wire format has. A body that fits is passed on as it is.
 */
export function fit(
  input: AdaptInput,
  { account, targetModel }: Pick<Candidate<ProxyAccount>, 'account' | 'targetModel'>,
  { liveModels }: Pick<PipelineDeps, 'liveModels'>,
): Fitting {
  const { call, request, snapshot } = input;
  const { definition } = account;
  const nothing: Fitting = { edits: {}, body: request.json, changes: [] };
  const { kind, dialect } = endpointOf(call.endpoint);
  if (kind !== 'generate') return nothing;
  const isOtherModel = targetModel !== request.model;
  if (definition.takesAllFields && !isOtherModel) return nothing;
  const overlay = liveModels.overlayOf(account.id, targetModel);
  const { capabilities, isKnown } = capabilitiesOf(targetModel, overlay);
  if (definition.takesAllFields && !isKnown) return nothing;
  const limit = outputLimitOf(targetModel, snapshot);
  const internal = readableRequest(input);
  return internal
    ? fitRequest(request.json, internal, {
        dialect,
        provider: definition.id,
        issuer: definition.issuer,
        model: targetModel,
        capabilities: isOtherModel && isKnown ? withLimit(capabilities, limit) : null,
        quirks: definition.takesAllFields ? null : definition.quirks,
      })
    : nothing;
}

/** Null for a body the gateway cannot read; the provider may understand it. */
function readableRequest(input: AdaptInput): LlmRequest | null {
  try {
    return input.internalRequest;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'invalid_request') return null;
    throw error;
  }
}
