export { editJson, type JsonEdits } from './edit-json.js';
export { replaceChanged } from './replace-changed.js';
export { readAnswerUsage } from './read-answer-usage.js';
export { readRequestHead, type RequestHead } from './read-head.js';
export { StreamTap } from './stream-tap.js';
export type { StreamView } from './watch-event.js';
