import { isJsonObject, tryParseJson } from '@codegate/kernel';

import { markCompleted, type StreamView } from '../passthrough/stream-view.js';
import type { SseEvent } from '../sse/sse-reader.js';
import { readMessagesUsage } from './usage.js';

/** Events that can change what is known of a stream. */
export const relevant = /message_start|message_delta|message_stop|"error"|event: ?error/;

/** Updates the view with one event of POST /messages. Usage never comes alone. */
export function watchEvent(event: SseEvent, view: StreamView): false {
  const data = tryParseJson(event.data);
  if (!isJsonObject(data)) return false;
  switch (data.type ?? event.event) {
    case 'message_start':
      if (isJsonObject(data.message)) {
        view.usage = readMessagesUsage(data.message.usage, view.usage) ?? view.usage;
      }
      return false;
    case 'message_delta':
      view.hasContent = true;
      view.usage = readMessagesUsage(data.usage, view.usage) ?? view.usage;
      // Some servers leave message_stop out; the stop reason is what counts.
      if (isJsonObject(data.delta) && typeof data.delta.stop_reason === 'string') {
        markCompleted(view);
      }
      return false;
    case 'message_stop':
      markCompleted(view);
      return false;
    case 'error':
      view.error = data;
      return false;
    case 'ping':
      return false;
    default:
      view.hasContent = true;
      return false;
  }
}
