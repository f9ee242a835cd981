export { applyFix } from './apply-fix.js';
export { keepOwnThinking } from './own-thinking.js';
export { readFix, type Fix } from './read-fix.js';
