import { type JsonObject, isJsonObject } from '@codegate/kernel';

import { readChatUsage } from '../chat/usage.js';
import type { Dialect } from '../endpoints.js';
import { readMessagesUsage } from '../messages/usage.js';
import type { Usage } from '../model.js';
import { readResponseUsage } from '../responses/usage.js';

/** Usage of a whole answer; undefined when it holds none. */
export function readAnswerUsage(dialect: Dialect, answer: JsonObject): Usage | undefined {
  switch (dialect) {
    case 'messages':
      return readMessagesUsage(answer.usage);
    case 'chat':
      return readChatUsage(answer.usage) ?? readChatUsage(groqUsage(answer));
    case 'responses':
      return readResponseUsage(answer);
  }
}

/** Groq repeats its usage under a name of its own; in streams it may stand only there. */
export function groqUsage(chunk: JsonObject): unknown {
  return isJsonObject(chunk.x_groq) ? chunk.x_groq.usage : undefined;
}
