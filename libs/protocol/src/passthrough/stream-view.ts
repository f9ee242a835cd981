import type { JsonObject } from '@codegate/kernel';

import type { Usage } from '../model.js';

/** What the gateway learns from a stream it passes on unchanged. */
export type StreamView = {
  usage: Usage | undefined;
  /** Whether the response has begun: something other than an announcement or a ping came. */
  hasContent: boolean;
  /** Whether the terminal signal came; a stream that ends without it was cut. */
  completed: boolean;
  /** Whether the usage is final: Chat sends it after the response has finished. */
  usageFinal: boolean;
  /** The error event, parsed, if there was one. */
  error: JsonObject | undefined;
  /** Responses: id of the announced response. */
  responseId: string | undefined;
};

export function newStreamView(): StreamView {
  return {
    usage: undefined,
    hasContent: false,
    completed: false,
    usageFinal: false,
    error: undefined,
    responseId: undefined,
  };
}

/** Notes that the terminal signal came; nothing follows it. */
export function markCompleted(view: StreamView): void {
  view.completed = true;
  view.usageFinal = true;
}
