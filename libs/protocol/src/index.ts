export { convertRequest } from './convert/convert.js';
export { fitRequest, type Fitting } from './convert/fit-request.js';
export {
  inBody,
  type EndpointDefinition,
  type EndpointKind,
  type RequestAccess,
} from './endpoint.js';
export { isContextOverflow } from './errors/context-overflow.js';
export { readErrorEvent } from './errors/error-event.js';
export {
  errorInsideSuccess,
  readUpstreamError,
  type UpstreamError,
} from './errors/read-upstream-error.js';
export { readRetryAfterMs } from './errors/retry-after.js';
export { errorHeaders, type WireError } from './errors/wire-error.js';
export { checkModel } from './request/check-model.js';
export { parseUpstreamJson } from './json/upstream-json.js';
export { editJson, type JsonEdits } from './json/edit-json.js';
export { applyPatches, type Patch } from './json/patch-bytes.js';
export { replaceHalfPairs } from './json/replace-half-pairs.js';
export {
  applyChanges,
  changesBetween,
  replaceChanged,
  withText,
  type JsonChange,
} from './json/replace-changed.js';
export {
  elementsOf,
  endOfValue,
  membersOf,
  openBrace,
  openBracket,
  skipBlanks,
  type ByteRange,
  type Member,
} from './json/scan-json.js';
export type { ModelEntry } from './model-entry.js';
export * from './model.js';
export {
  estimateOutputTokens,
  OutputTokenEstimator,
} from './passthrough/estimate-output-tokens.js';
export { nameModelInBody } from './passthrough/name-model.js';
export { StreamTap } from './passthrough/stream-tap.js';
export { newStreamView, type StreamView } from './passthrough/stream-view.js';
export {
  dialects,
  endpointOf,
  endpoints,
  formatOf,
  formatOfRequest,
  generateEndpointOf,
  registerWireFormats,
  type Dialect,
  type Endpoint,
  type RegisteredEndpoint,
} from './registry.js';
export { excludesThinking } from './reasoning/forced-tools.js';
export { countValues } from './json/count-values.js';
export { readRequestHead, type RequestHead } from './request/read-head.js';
export { newStopCutter, type StopCutter } from './response/cut-at-stop.js';
export type { ReadOptions, ResponseOptions, StreamReader, StreamWriter } from './response/types.js';
export type { NamedEvent, PieceRestorer, StreamRestorer, TextRestorer } from './restore/types.js';
export { commentPing } from './sse/comment-ping.js';
export { formatSse } from './sse/format-sse.js';
export { SseReader, type SseEvent } from './sse/sse-reader.js';
export * from './target.js';
export { applyFix, editsOfFix } from './upstream-compat/apply-fix.js';
export {
  fieldOf,
  isLasting,
  parseRefusal,
  type Fix,
  type LastingFix,
} from './upstream-compat/parse-refusal.js';
export type { LimitState, TextKind, TextRoots, WireFormat } from './wire-format.js';
