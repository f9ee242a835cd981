export { editJson, type JsonEdits } from '../json/edit-json.js';
export {
  applyChanges,
  changesBetween,
  replaceChanged,
  withText,
  type JsonChange,
} from '../json/replace-changed.js';
export { applyPatches, type Patch } from '../json/patch-bytes.js';
export {
  elementsOf,
  endOfValue,
  membersOf,
  openBrace,
  openBracket,
  skipBlanks,
  type Member,
  type ByteRange,
} from '../json/scan-json.js';
export { readAnswerUsage } from './read-answer-usage.js';
export { readRequestHead, type RequestHead } from '../request/read-head.js';
export { StreamTap } from './stream-tap.js';
export type { StreamView } from './watch-event.js';
