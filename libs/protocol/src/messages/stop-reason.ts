import type { StopReason } from '../model.js';
import { type SeenInResponse, stopFromContent } from '../response/stop-reason.js';

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

/** Anthropic's stop_reason; an unknown or contradictory one is decided by the content of the response. */
export function readMessagesStop(stopReason: string, seen: SeenInResponse): StopReason {
  const stop = messagesStops.get(stopReason) ?? 'end_turn';
  return stop === 'tool_use' || stop === 'end_turn' ? stopFromContent(seen) : stop;
}

export function writeMessagesStop(stop: StopReason, seen: SeenInResponse): string {
  if (stop === 'context_window') return 'model_context_window_exceeded';
  // With tool_use and no call an agent would wait without end; with end_turn it would not run the call.
  if (stop === 'tool_use' || stop === 'end_turn') return seen.toolCalls ? 'tool_use' : 'end_turn';
  return stop;
}
