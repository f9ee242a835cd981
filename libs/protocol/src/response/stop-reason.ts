import type { StopReason } from '../model.js';

/** What the answer held, which outweighs a wrong reason. */
export type SeenInResponse = {
  /** Whether at least one tool call was assembled. */
  toolCalls: boolean;
  /** Whether the model refused in words. */
  refusal: boolean;
};

export function stopFromContent(seen: SeenInResponse): StopReason {
  if (seen.refusal) return 'refusal';
  return seen.toolCalls ? 'tool_use' : 'end_turn';
}
