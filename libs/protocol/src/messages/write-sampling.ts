import type { JsonObject } from '@codegate/kernel';

import type { Change, LlmRequest } from '../model.js';
import type { Target } from '../target.js';

/**
 * temperature, top_p and top_k as far as the model takes them: newer Claude models none, those before
 * one of the first two (vercel/ai#11458), and Claude none while it thinks.
 */
export function writeSampling(
  request: LlmRequest,
  target: Target,
  thinks: boolean,
  changes: Change[],
): JsonObject {
  const { temperature, topP, topK } = request;
  const drop = (path: string, reason: string): void => {
    changes.push({ action: 'dropped', path, reason });
  };
  const obstacle = obstacleOf(target, thinks);
  if (obstacle !== null) {
    if (temperature !== undefined) drop('temperature', obstacle);
    if (topP !== undefined) drop('top_p', obstacle);
    if (topK !== undefined) drop('top_k', obstacle);
    return {};
  }
  const body: JsonObject = {};
  if (temperature !== undefined) {
    body.temperature = Math.min(1, Math.max(0, temperature));
    if (body.temperature !== temperature) {
      changes.push({ action: 'changed', path: 'temperature', reason: 'the range is 0 to 1' });
    }
  }
  if (topP !== undefined) {
    if (temperature === undefined || target.capabilities.sampling === 'full') body.top_p = topP;
    else drop('top_p', 'the model takes only one of temperature and top_p');
  }
  if (topK !== undefined) body.top_k = topK;
  return body;
}

function obstacleOf(target: Target, thinks: boolean): string | null {
  const { sampling } = target.capabilities;
  if (sampling === 'none') return 'the model does not take it';
  // No Claude that thinks takes all of them.
  return thinks && sampling !== 'full' && target.issuer === 'anthropic'
    ? 'Claude does not take it while it thinks'
    : null;
}
