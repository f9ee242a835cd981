import { type JsonObject, isJsonObject, tryParseJson } from '@codegate/kernel';

import { readChatUsage } from '../chat/usage.js';
import type { Dialect } from '../endpoints.js';
import { readMessagesUsage } from '../messages/usage.js';
import type { Usage } from '../model.js';
import { readResponseUsage } from '../responses/usage.js';
import type { SseEvent } from '../sse/index.js';
import { groqUsage } from './read-answer-usage.js';

/** What the gateway learns from a stream it passes on unchanged. */
export type StreamView = {
  usage: Usage | undefined;
  /** Whether the answer has begun: something other than an announcement or a ping came. */
  hasContent: boolean;
  /** Whether the terminal signal came; a stream that ends without it was cut. */
  completed: boolean;
  /** Whether all is told: Chat tells the usage after the answer has finished. */
  usageFinal: boolean;
  /** The error event, parsed, if there was one. */
  error: JsonObject | undefined;
  /** Responses: id of the announced response. */
  responseId: string | undefined;
};

/** Whether a block of complete events can change the view at all; a cheap test before anything is parsed. */
export const interesting: Readonly<Record<Dialect, RegExp>> = {
  messages: /message_start|message_delta|message_stop|"error"|event: ?error/,
  chat: /"usage" ?: ?\{|"error"|"finish_reason" ?: ?"|\[DONE\]|x_groq/,
  responses: /response\.(?:completed|incomplete|failed|created|cancelled)|"error"|event: ?error/,
};

/** Takes over what one event says. Returns whether it is a Chat chunk that holds nothing but usage. */
export function watchEvent(dialect: Dialect, event: SseEvent, view: StreamView): boolean {
  if (dialect === 'chat' && event.data === '[DONE]') {
    finish(view);
    return false;
  }
  const data = tryParseJson(event.data);
  if (!isJsonObject(data)) return false;
  switch (dialect) {
    case 'messages':
      watchMessages(data, event.event, view);
      return false;
    case 'chat':
      return watchChat(data, view);
    case 'responses':
      watchResponses(data, event.event, view);
      return false;
  }
}

function watchMessages(data: JsonObject, name: string | undefined, view: StreamView): void {
  switch (data.type ?? name) {
    case 'message_start':
      if (isJsonObject(data.message)) {
        view.usage = readMessagesUsage(data.message.usage, view.usage) ?? view.usage;
      }
      return;
    case 'message_delta':
      view.hasContent = true;
      view.usage = readMessagesUsage(data.usage, view.usage) ?? view.usage;
      // Some servers leave message_stop out; the stop reason is what counts.
      if (isJsonObject(data.delta) && typeof data.delta.stop_reason === 'string') finish(view);
      return;
    case 'message_stop':
      finish(view);
      return;
    case 'error':
      view.error = data;
      return;
    case 'ping':
      return;
    default:
      view.hasContent = true;
  }
}

function watchChat(data: JsonObject, view: StreamView): boolean {
  if (data.error !== undefined && data.error !== null) {
    view.error = data;
    return false;
  }
  const usage = readChatUsage(data.usage) ?? readChatUsage(groqUsage(data));
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

const announcements = new Set(['response.created', 'response.in_progress', 'response.queued']);
const failures = new Set(['response.failed', 'response.cancelled', 'error']);

function watchResponses(data: JsonObject, name: string | undefined, view: StreamView): void {
  const response = isJsonObject(data.response) ? data.response : undefined;
  if (typeof response?.id === 'string') view.responseId = response.id;
  const type = typeof data.type === 'string' ? data.type : (name ?? '');
  if (announcements.has(type)) return;
  view.usage = (response && readResponseUsage(response)) ?? view.usage;
  if (failures.has(type)) {
    view.error ??= response ?? data;
    return;
  }
  view.hasContent = true;
  if (type === 'response.completed' || type === 'response.incomplete') finish(view);
}

function finish(view: StreamView): void {
  view.completed = true;
  view.usageFinal = true;
}
