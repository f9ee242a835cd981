import { sha256Hex } from '@codegate/kernel';

import type { Message } from '../model.js';

/**
 * `function_index`: Kimi was trained with ids `functions.<name>:<number of the call in the conversation>` and forgets
 * how to call tools when it sees others. `nine_letters`: Mistral's servers and templates take nothing but 9 letters
 * and digits ("Tool call id was … but must be a-z, A-Z, 0-9, with a length of 9").
 */
export type ToolIdForm = 'function_index' | 'nine_letters';

/** Gives the calls of a repaired conversation, and their results, ids in the form the model needs. */
export function rewriteIds(messages: readonly Message[], form: ToolIdForm): Message[] {
  const ids = new Map<string, string>();
  return messages.map((message) => ({
    ...message,
    parts: message.parts.map((part) => {
      if (part.type === 'tool_result') return { ...part, id: ids.get(part.id) ?? part.id };
      if (part.type !== 'tool_use') return part;
      const id =
        form === 'function_index' ? `functions.${part.name}:${ids.size}` : nineLetters(part.id);
      ids.set(part.id, id);
      return { ...part, id };
    }),
  }));
}

function nineLetters(id: string): string {
  return /^[a-zA-Z0-9]{9}$/.test(id) ? id : sha256Hex(id).slice(0, 9);
}
