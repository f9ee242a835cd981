import type { Message } from '../model.js';
import type { RepairLog } from './repair-log.js';

/**
 * Moves later instructions to where Anthropic takes them: behind a message of the user, and before one of the assistant
 * or at the end. "role 'system' must precede an 'assistant' message or end the array" is its 400 otherwise. One that
 * follows the assistant directly and has no message of the user to follow becomes a text of the user.
 */
export function placeBeforeAssistant(messages: readonly Message[], log: RepairLog): Message[] {
  const placed: Message[] = [];
  let pending: Message | null = null;
  const flush = (): void => {
    if (!pending) return;
    const isBehindUser = placed.at(-1)?.role === 'user';
    placed.push(isBehindUser ? pending : toReminder(pending, log));
    pending = null;
  };
  for (const message of messages) {
    if (message.role === 'system') {
      pending = pending ? join(pending, message) : message;
      continue;
    }
    if (message.role === 'assistant') flush();
    else if (pending) {
      log.note(
        'changed',
        pendingPart(pending),
        'Anthropic takes instructions behind the user only',
      );
    }
    placed.push(message);
  }
  flush();
  return placed;
}

function pendingPart({ parts }: Message): Message['parts'][number] | null {
  return parts[0] ?? null;
}

function join(first: Message, second: Message): Message {
  const extra = { ...first.extra, ...second.extra };
  return {
    role: 'system',
    parts: [...first.parts, ...second.parts],
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

/** A later instruction as a text of the user, where the system role is not possible. */
export function toReminder(message: Message, log: RepairLog): Message {
  if (message.role !== 'system') return message;
  log.note('changed', message.parts[0] ?? null, 'the model takes no system message here');
  return {
    role: 'user',
    parts: message.parts.map((part) =>
      part.type === 'text'
        ? log.replace(part, {
            ...part,
            text: `<system-reminder>\n${part.text}\n</system-reminder>`,
          })
        : part,
    ),
  };
}
