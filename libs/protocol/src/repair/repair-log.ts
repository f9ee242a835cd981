import type { Change, Part, Message } from '../model.js';

/** Remembers where each part stood in the caller's request, and what was done to it. */
export class RepairLog {
  readonly changes: Change[] = [];
  private readonly paths = new Map<Part, string>();

  constructor(messages: readonly Message[]) {
    messages.forEach((message, messageIndex) => {
      message.parts.forEach((part, partIndex) => {
        this.paths.set(part, `messages[${messageIndex}].content[${partIndex}]`);
      });
    });
  }

  /** The replacement of a part has the position of the part. */
  replace<T extends Part>(part: Part, replacement: T): T {
    const path = this.paths.get(part);
    if (path !== undefined) this.paths.set(replacement, path);
    return replacement;
  }

  note(action: Change['action'], part: Part | null, reason: string): void {
    const path = (part && this.paths.get(part)) ?? 'messages';
    this.changes.push({ action, path, reason });
  }
}
