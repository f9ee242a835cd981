import { isJsonObject, tryParseJson } from '@codegate/kernel';

import { markCompleted, type StreamView } from '../passthrough/stream-view.js';
import type { SseEvent } from '../sse/sse-reader.js';
import { readUsageOf } from './usage.js';

/** Events that can change what is known of a stream. */
export const relevant = /"usage" ?: ?\{|"error"|"finish_reason" ?: ?"|\[DONE\]|x_groq/;

/**
 * Updates the view with one event of POST /chat/completions.
 *
 * @returns whether the chunk holds nothing but usage
 */
export function watchEvent(event: SseEvent, view: StreamView): boolean {
  if (event.data === '[DONE]') {
    markCompleted(view);
    return false;
  }
  const data = tryParseJson(event.data);
  if (!isJsonObject(data)) return false;
  if (data.error !== undefined && data.error !== null) {
    view.error = data;
    return false;
  }
  const usage = readUsageOf(data);
  if (usage) view.usage = usage;
  const choices: unknown[] = Array.isArray(data.choices) ? data.choices : [];
  if (choices.length > 0) view.hasContent = true;
  if (choices.some((choice) => isJsonObject(choice) && typeof choice.finish_reason === 'string')) {
    view.completed = true;
  }
  const isUsageOnly = choices.length === 0 && usage !== undefined;
  if (view.completed && isUsageOnly) view.usageFinal = true;
  return isUsageOnly;
}
