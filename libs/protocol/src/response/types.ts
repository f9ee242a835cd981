import type { SseEvent } from '../sse/sse-reader.js';
import type { Issuer, LlmEvent, LlmRequest } from '../model.js';
import type { ErrorStatuses, NameTable } from '../target.js';

/** What a reader has to know about the upstream. */
export type ReadOptions = {
  /** Chat: `<think>…</think>` at the start of the text is reasoning. */
  thinkTags?: boolean;
  /** HTTP statuses of the provider's own error codes. */
  errorStatuses?: ErrorStatuses | undefined;
};

/** What a writer of responses needs to know besides the events. */
export type ResponseOptions = {
  /** The name the caller asked for; responses name the model that way. */
  model: string;
  /** The response's id; made from the upstream's when absent. */
  id?: string;
  createdMs: number;
  /** The caller's names of tools the target knows under other names. */
  names: NameTable;
  /** Chat: whether the caller asked for a usage chunk. */
  includeUsage: boolean;
  request: LlmRequest;
  inputTokensEstimate: number;
  /** Of the upstream. Signatures whose issuer the reader could not know are tagged with it. */
  issuer: Issuer;
};

/** Reads an upstream's stream, one server-sent event at a time. Nothing follows an `error` or an `end`. */
export interface StreamReader {
  push(event: SseEvent): LlmEvent[];
  /** The body has ended: `end` when the upstream had finished, `error` when it was cut. */
  end(): LlmEvent[];
}

/** Writes the caller's stream. */
export interface StreamWriter {
  /** Server-sent events as text; empty when there is nothing to send yet. */
  write(event: LlmEvent): string;
}
