import type { StopReason } from '../model.js';
import { type SeenInResponse, stopFromContent } from '../response/stop-reason.js';

/**
 * A finished response: status `completed` or `incomplete`. A Chat or Anthropic caller must see
 * that it was cut (BerriAI/litellm#37710).
 */
export function readResponsesStop(
  status: string,
  incompleteReason: string | undefined,
  seen: SeenInResponse,
): StopReason {
  if (status === 'incomplete') {
    if (incompleteReason === 'max_output_tokens') return 'max_tokens';
    if (incompleteReason === 'content_filter') return 'refusal';
  }
  return stopFromContent(seen);
}

export function writeResponsesStatus(
  stop: StopReason,
  seen: SeenInResponse,
): { status: 'completed' } | { status: 'incomplete'; reason: string } {
  if (stop === 'max_tokens' || stop === 'context_window') {
    return { status: 'incomplete', reason: 'max_output_tokens' };
  }
  if (stop === 'refusal' && !seen.refusal)
    return { status: 'incomplete', reason: 'content_filter' };
  return { status: 'completed' };
}
