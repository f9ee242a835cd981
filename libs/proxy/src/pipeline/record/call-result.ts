import type { Usage } from '@codegate/protocol';

/** How a request ended. */
export type CallResult = {
  /** 499: the client disconnected. */
  status: number;
  /** Undefined when the response costs nothing. */
  usage: Usage | undefined;
  error: string | null;
  /** Where the provider did not state its usage: an estimate of the output that had been sent. */
  estimatedOutputTokens?: number | undefined;
};
