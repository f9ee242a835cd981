import type { StopReason } from '../model.js';
import { type SeenInResponse, stopFromContent } from '../response/stop-reason.js';

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
      return stopFromContent(seen);
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
