import { isJsonObject, tryParseJson } from '@codegate/kernel';

import { choiceError } from '../errors/read-upstream-error.js';
import { markCompleted, type StreamView } from '../passthrough/stream-view.js';
import type { SseEvent } from '../sse/sse-reader.js';
import { readUsageOf } from './usage.js';

/** Events that can change what is known of a stream. */
export const relevant = /"usage" ?: ?\{|"error"|"finish_reason" ?: ?"|\[DONE\]|x_groq/;

/** Members of a delta that announce a message without any of its content. */
const announcing: ReadonlySet<string> = new Set(['role', 'name']);

/** The first chunk of many servers has a role and an empty text; an error may still follow instead of a response. */
function hasContent(choice: unknown): boolean {
  if (!isJsonObject(choice)) return false;
  if (typeof choice.finish_reason === 'string') return true;
  const { delta } = choice;
  if (!isJsonObject(delta)) return typeof choice.text === 'string';
  return Object.entries(delta).some(([name, value]) => !announcing.has(name) && !isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return Array.isArray(value) && value.length === 0;
}

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
  const inChoice = choiceError(data);
  if (inChoice) {
    view.error = { error: inChoice };
    return false;
  }
  const usage = readUsageOf(data);
  if (usage) view.usage = usage;
  const choices: unknown[] = Array.isArray(data.choices) ? data.choices : [];
  if (choices.some(hasContent)) view.hasContent = true;
  if (choices.some((choice) => isJsonObject(choice) && typeof choice.finish_reason === 'string')) {
    view.completed = true;
  }
  const isUsageOnly = choices.length === 0 && usage !== undefined;
  if (view.completed && isUsageOnly) view.usageFinal = true;
  return isUsageOnly;
}
