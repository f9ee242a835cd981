import { isJsonObject, tryParseJson } from '@codegate/kernel';

import { markCompleted, type StreamView } from '../passthrough/stream-view.js';
import type { SseEvent } from '../sse/sse-reader.js';
import { readResponseUsage } from './usage.js';

/** Events that can change what is known of a stream. */
export const relevant =
  /response\.(?:completed|incomplete|failed|created|cancelled)|"error"|event: ?error/;

const announcements = new Set(['response.created', 'response.in_progress', 'response.queued']);
const failures = new Set(['response.failed', 'response.cancelled', 'error']);

/** Updates the view with one event of POST /responses. Usage never comes alone. */
export function watchEvent(event: SseEvent, view: StreamView): false {
  const data = tryParseJson(event.data);
  if (!isJsonObject(data)) return false;
  const response = isJsonObject(data.response) ? data.response : undefined;
  if (typeof response?.id === 'string') view.responseId = response.id;
  const type = typeof data.type === 'string' ? data.type : (event.event ?? '');
  if (announcements.has(type)) return false;
  view.usage = (response && readResponseUsage(response)) ?? view.usage;
  if (failures.has(type)) {
    view.error ??= response ?? data;
    return false;
  }
  view.hasContent = true;
  if (type === 'response.completed' || type === 'response.incomplete') markCompleted(view);
  return false;
}
