export { applyFix } from './apply-fix.js';
export { keepOwnThinking } from './own-thinking.js';
export { parseRefusal, type Fix } from './parse-refusal.js';
