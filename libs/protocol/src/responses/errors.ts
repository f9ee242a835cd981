import { openaiErrors } from '../openai/errors.js';
import { formatSse } from '../sse/format-sse.js';
import type { ErrorFormat } from '../wire-format.js';

/** Errors of Responses; a stream ends with a failed response. */
export const errors: ErrorFormat = {
  ...openaiErrors,
  writeEvent: (error, requestId, responseId) => {
    const response = {
      id: responseId ?? `resp_${requestId}`,
      object: 'response',
      status: 'failed',
      error: { code: error.code ?? 'server_error', message: error.message },
      output: [],
      usage: null,
    };
    return formatSse('response.failed', JSON.stringify({ type: 'response.failed', response }));
  },
};
