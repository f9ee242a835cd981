import type { SseEvent } from '../sse/index.js';
import type { Issuer, LlmEvent, LlmRequest } from '../model.js';
import type { NameTable } from '../target.js';

/** What a writer of answers needs to know besides the events. */
export type AnswerOptions = {
  /** The name the caller asked for; answers name the model that way. */
  model: string;
  /** The answer's id; made from the upstream's when absent. */
  id?: string;
  createdMs: number;
  /** The caller's names of tools the target knows under other names. */
  names: NameTable;
  /** Chat: whether the caller asked for a usage chunk. */
  includeUsage: boolean;
  request: LlmRequest;
  inputTokensEstimate: number;
  /** Of the upstream. Signatures whose issuer the reader could not tell are tagged with it. */
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
