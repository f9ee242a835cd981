import type { JsonObject } from '@codegate/kernel';
import type { Dialect } from '@codegate/protocol';

import { ChatRestorer } from './chat-restorer.js';
import { MessagesRestorer } from './messages-restorer.js';
import type { Protection } from '../protect/protection.js';
import { ResponsesRestorer } from './responses-restorer.js';

/** One event of a stream; `name` is absent where the format names none. */
export type WireEvent = { name: string | undefined; data: JsonObject };

/** Restores a stream that is passed through, in its own wire format. */
export type WireRestorer = {
  /** The event with its values, others before it where something was held back, or none while all of it is held. */
  push(event: WireEvent): WireEvent[];
};

export function createWireRestorer(dialect: Dialect, protection: Protection): WireRestorer {
  switch (dialect) {
    case 'messages':
      return new MessagesRestorer(protection);
    case 'chat':
      return new ChatRestorer(protection);
    case 'responses':
      return new ResponsesRestorer(protection);
  }
}
