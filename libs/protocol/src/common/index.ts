export { AnswerToolIds, toAnswerId } from './answer-ids.js';
export { normalizeMediaType, parseDataUri, toDataUri, type DataUri } from './data-uri.js';
export { brokenUpstream, cutStream, readErrorEvent, type ErrorEvent } from './error-event.js';
export {
  isBlank,
  omitKeys,
  readBoolean,
  readNumber,
  readObject,
  readObjects,
  readString,
  readStrings,
} from './fields.js';
export { foldEvents, type FoldedAnswer } from './fold-events.js';
export { cleanSchema, isStrictSchema, removeKeywords } from './schema.js';
export { issuedBy, readSignature, tagSignature } from './signature-tag.js';
export {
  readChatStop,
  readMessagesStop,
  readResponsesStop,
  writeChatStop,
  writeMessagesStop,
  writeResponsesStatus,
  type SeenInAnswer,
} from './stop-reason.js';
export {
  customToolSchema,
  isCompleteJson,
  parseToolArguments,
  readCustomInput,
  toArgumentsText,
  toObjectText,
} from './tool-arguments.js';
export {
  noUsage,
  readChatUsage,
  readMessagesUsage,
  readResponseUsage,
  writeChatUsage,
  writeMessagesUsage,
  writeResponsesUsage,
} from './usage.js';
export { removeRefusedFields, reportDropped } from './accepted-fields.js';
export { effortOfBudget, nearestEffort, readEffort } from './effort.js';
export { omitUndefined } from './omit-undefined.js';
export { refuse } from './refuse.js';
export { withoutBillingHeader } from './shared-fields.js';
export { describeCustomTool } from './write-custom-tool.js';
export { readErrorInSuccess } from './error-in-success.js';
