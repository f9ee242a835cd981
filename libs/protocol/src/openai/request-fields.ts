import { sha256Hex, type JsonObject } from '@codegate/kernel';

import type { Change, LlmRequest, TextPart } from '../model.js';
import type { Target } from '../target.js';

/** Fields of the same meaning and, nearly, the same names in Chat and Responses. */

/** For reports of changes: the stop sequences are looked for in the response. */
export const stopIsCut = 'stop sequences are not accepted here; the gateway ends the text itself';

const maxUserIdLength = 128;
const billingHeader = 'x-anthropic-billing-header';

/** `temperature` and `top_p`, as far as the model takes them. */
export function writeSampling(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { temperature, topP } = request;
  const { sampling } = target.capabilities;
  const keepsTemperature = temperature !== undefined && sampling !== 'none';
  const keepsTopP =
    topP !== undefined && (sampling === 'full' || (sampling === 'one' && !keepsTemperature));
  const drop = (path: string): void => {
    changes.push({ action: 'dropped', path, reason: 'the model does not take it' });
  };
  if (temperature !== undefined && !keepsTemperature) drop('temperature');
  if (topP !== undefined && !keepsTopP) drop('top_p');
  return {
    ...(keepsTemperature ? { temperature } : {}),
    ...(keepsTopP ? { top_p: topP } : {}),
  };
}

/** OpenAI's service tiers; Anthropic's mean something else. */
export function writeServiceTier(
  request: LlmRequest,
  target: Target,
  changes: Change[],
): JsonObject {
  const tier = request.serviceTier;
  if (tier === undefined) return {};
  const accepted = target.quirks.serviceTiers;
  if (request.dialect !== 'messages' && (!accepted || accepted.includes(tier))) {
    return { service_tier: tier };
  }
  changes.push({ action: 'dropped', path: 'service_tier', reason: 'the target has no such tier' });
  return {};
}

/**
 * The end user, in the newer field where the provider takes it. Anthropic's user id holds account and
 * session ids of Claude Code and is sent only to Anthropic.
 */
export function writeUserId(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { userId } = request;
  if (userId === undefined || userId === '') return {};
  if (request.dialect === 'messages') {
    const reason = 'it identifies an account and goes to Anthropic only';
    changes.push({ action: 'dropped', path: 'metadata.user_id', reason });
    return {};
  }
  const { allowedFields, refusedFields } = target.quirks;
  const field = ['safety_identifier', 'user'].find(
    (name) => !refusedFields.includes(name) && allowedFields?.includes(name) !== false,
  );
  if (field === undefined) {
    changes.push({ action: 'dropped', path: 'user', reason: 'the provider refuses this field' });
    return {};
  }
  return { [field]: userId.length > maxUserIdLength ? sha256Hex(userId) : userId };
}

/**
 * `prompt_cache_key` from the session of the caller, so that OpenAI sends the requests of one session to the machine
 * that has its prompt cached. The session itself is not told.
 */
export function writeCacheKey({ sessionId, extra }: LlmRequest, { issuer }: Target): JsonObject {
  const isKnown = issuer === 'openai' && sessionId !== undefined && sessionId !== '';
  if (!isKnown || typeof extra.prompt_cache_key === 'string') return {};
  return { prompt_cache_key: sha256Hex(`session ${sessionId}`).slice(0, 32) };
}

/** The system prompt without what only Anthropic may see and what changes with every prompt. */
export function withoutBillingHeader(system: readonly TextPart[], changes: Change[]): TextPart[] {
  return system.filter((part, index) => {
    if (!part.text.startsWith(billingHeader)) return true;
    const reason = "Claude Code's billing header is for Anthropic only";
    changes.push({ action: 'dropped', path: `system[${index}]`, reason });
    return false;
  });
}
