import type { Dialect } from '../callers.js';
import { validateChat } from './chat.js';
import type { Json } from './checker.js';
import { validateMessages } from './messages.js';
import { validateResponses } from './responses.js';

export { anyAnswer } from './answers.js';

const validators: Record<Dialect, (body: Json) => string[]> = {
  messages: validateMessages,
  chat: validateChat,
  responses: validateResponses,
};

/** Why a provider of this wire format would refuse the body; empty when it would not. */
export function problemsOf(dialect: Dialect, body: Json): string[] {
  return validators[dialect](body);
}
