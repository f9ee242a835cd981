import type { HeaderFormat } from '../wire-format.js';

/** https://docs.anthropic.com/en/api/rate-limits#response-headers */
export const writeLimit: HeaderFormat['writeLimit'] = (headers, what, state, nowMs) => {
  headers[`anthropic-ratelimit-${what}-limit`] = String(state.limit);
  headers[`anthropic-ratelimit-${what}-remaining`] = String(state.remaining);
  headers[`anthropic-ratelimit-${what}-reset`] = isoSecond(nowMs + state.resetInMs);
};

/** The end of the second, in ISO 8601 without fraction. Kept, because many requests need the same one. */
function isoSecond(ms: number): string {
  const second = Math.ceil(ms / 1_000);
  if (second !== lastSecond) {
    lastSecondText = new Date(second * 1_000).toISOString().replace('.000', '');
    lastSecond = second;
  }
  return lastSecondText;
}

let lastSecond = Number.NaN;
let lastSecondText = '';
