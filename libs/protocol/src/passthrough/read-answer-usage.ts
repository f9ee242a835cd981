import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { readChatUsage, readMessagesUsage, readResponseUsage } from '../response/usage.js';
import type { Dialect } from '../endpoints.js';
import type { Usage } from '../model.js';

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
