import { openaiErrors, writeErrorMember } from '../openai/errors.js';
import { formatSse } from '../sse/format-sse.js';
import type { ErrorFormat } from '../wire-format.js';

/** Errors of Chat Completions; a stream ends with a chunk that holds nothing else. */
export const errors: ErrorFormat = {
  ...openaiErrors,
  writeEvent: (error) => formatSse(null, JSON.stringify(writeErrorMember(error))),
};
