import type { HeaderFormat } from '../wire-format.js';

/** Headers of OpenAI's API. */
export const openaiHeaders: HeaderFormat = {
  /** https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers */
  writeLimit(headers, what, { limit, remaining, resetInMs }) {
    headers[`x-ratelimit-limit-${what}`] = String(limit);
    headers[`x-ratelimit-remaining-${what}`] = String(remaining);
    headers[`x-ratelimit-reset-${what}`] = `${Math.ceil(resetInMs / 1_000)}s`;
  },
  requestIdHeader: null,
  apiKeyHeader: null,
  version: null,
  isNamedBy: () => false,
};
