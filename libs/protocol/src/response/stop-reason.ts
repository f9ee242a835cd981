import type { StopReason } from '../model.js';

/** What the response contained; it decides when the reason contradicts it. */
export type SeenInResponse = {
  /** Whether at least one tool call was assembled. */
  toolCalls: boolean;
  /** Whether the model sent a refusal text. */
  refusal: boolean;
};

export function stopFromContent(seen: SeenInResponse): StopReason {
  if (seen.refusal) return 'refusal';
  return seen.toolCalls ? 'tool_use' : 'end_turn';
}
