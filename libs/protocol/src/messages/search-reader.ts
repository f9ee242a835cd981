import type { JsonObject } from '@codegate/kernel';

import type { LlmEvent } from '../model.js';
import { readSearch } from './web-search.js';

/** Joins the two blocks of a web search, which follow each other, to one event. */
export class SearchReader {
  private use: JsonObject | null = null;

  /** @returns the events in place of `events`, which are those of one block */
  push(events: readonly LlmEvent[]): LlmEvent[] {
    return events.flatMap((event) => this.join(event));
  }

  /** A search without a result, as in a response that pauses. */
  end(): LlmEvent[] {
    const { use } = this;
    this.use = null;
    return use ? [{ type: 'opaque', dialect: 'messages', raw: use }] : [];
  }

  private join(event: LlmEvent): LlmEvent[] {
    if (event.type !== 'opaque') return [event];
    if (event.raw.type === 'server_tool_use' && event.raw.name === 'web_search') {
      const before = this.end();
      this.use = event.raw;
      return before;
    }
    const search = this.use && readSearch(this.use, event.raw);
    if (!search) return [...this.end(), event];
    this.use = null;
    return [{ type: 'web_search', search }];
  }
}
