export {
  errorInsideSuccess,
  readUpstreamError,
  statusOfMinimaxCode,
  type UpstreamError,
} from './read-upstream-error.js';
export { readRetryAfterMs } from './retry-after.js';
export {
  errorHeaders,
  toCallerFault,
  toWireError,
  writeErrorBody,
  writeErrorEvent,
  type WireError,
} from './wire-error.js';
