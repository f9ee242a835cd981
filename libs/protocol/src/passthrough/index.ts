export { editJson, type JsonEdits } from './edit-json.js';
export {
  applyChanges,
  changesBetween,
  replaceChanged,
  withText,
  type JsonChange,
} from './replace-changed.js';
export { applyPatches, type Patch } from './patch-bytes.js';
export {
  elementsOf,
  endOfValue,
  membersOf,
  openBrace,
  openBracket,
  skipBlanks,
  type Member,
  type ByteRange,
} from './scan-json.js';
export { readAnswerUsage } from './read-answer-usage.js';
export { readRequestHead, type RequestHead } from './read-head.js';
export { StreamTap } from './stream-tap.js';
export type { StreamView } from './watch-event.js';
