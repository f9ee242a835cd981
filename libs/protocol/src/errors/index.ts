export {
  errorInsideSuccess,
  readUpstreamError,
  statusOfMinimaxCode,
  type UpstreamError,
} from './read-upstream-error.js';
export { readRetryAfterMs } from './retry-after.js';
export {
  errorHeaders,
  toWireError,
  writeErrorBody,
  writeErrorEvent,
  type WireError,
} from './wire-error.js';
