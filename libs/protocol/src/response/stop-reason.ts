import type { StopReason } from '../model.js';

/** What the answer held, which outweighs a wrong reason. */
export type SeenInResponse = {
  /** Whether at least one tool call was assembled. */
  toolCalls: boolean;
  /** Whether the model refused in words. */
  refusal: boolean;
};

const chatFailures = new Set(['insufficient_system_resource', 'network_error', 'error']);

/**
 * Chat's finish_reason. `null` means that the upstream reports a failure.
 * Forced and streamed calls of several servers end in `stop` (vllm-project/vllm#25054,
 * BerriAI/litellm#34692), and `tool_calls` can come without any call (jasonxu114514/opencode2api#27).
 */
export function readChatStop(finishReason: string, seen: SeenInResponse): StopReason | null {
  if (chatFailures.has(finishReason)) return null;
  switch (finishReason) {
    case 'length':
    case 'max_tokens':
      return 'max_tokens';
    case 'content_filter':
    case 'sensitive':
      return 'refusal';
    case 'model_context_window_exceeded':
      return 'context_window';
    default:
      return stopOf(seen);
  }
}

export function writeChatStop(stop: StopReason, seen: SeenInResponse): string {
  switch (stop) {
    case 'tool_use':
    case 'end_turn':
      return seen.toolCalls ? 'tool_calls' : 'stop';
    case 'max_tokens':
    case 'context_window':
      return 'length';
    case 'refusal':
      return seen.refusal ? 'stop' : 'content_filter';
    default:
      return 'stop';
  }
}

const messagesStops: ReadonlyMap<string, StopReason> = new Map([
  ['end_turn', 'end_turn'],
  ['tool_use', 'tool_use'],
  ['max_tokens', 'max_tokens'],
  ['stop_sequence', 'stop_sequence'],
  ['refusal', 'refusal'],
  ['pause_turn', 'pause_turn'],
  ['model_context_window_exceeded', 'context_window'],
  ['compaction', 'compaction'],
]);

/** Anthropic's stop_reason; an unknown or contradictory one is decided by what the answer holds. */
export function readMessagesStop(stopReason: string, seen: SeenInResponse): StopReason {
  const stop = messagesStops.get(stopReason) ?? 'end_turn';
  return stop === 'tool_use' || stop === 'end_turn' ? stopOf(seen) : stop;
}

export function writeMessagesStop(stop: StopReason, seen: SeenInResponse): string {
  if (stop === 'context_window') return 'model_context_window_exceeded';
  // Without a call to run an agent would wait for ever; with one, end_turn would never run it.
  if (stop === 'tool_use' || stop === 'end_turn') return seen.toolCalls ? 'tool_use' : 'end_turn';
  return stop;
}

/**
 * A finished Responses answer: status `completed` or `incomplete`. A chat or Anthropic caller must see
 * that the answer was cut (BerriAI/litellm#37710).
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
  return stopOf(seen);
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

function stopOf(seen: SeenInResponse): StopReason {
  if (seen.refusal) return 'refusal';
  return seen.toolCalls ? 'tool_use' : 'end_turn';
}
