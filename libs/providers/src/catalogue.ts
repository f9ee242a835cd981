/**
 * Every provider, one line each, exported under its `id`. Ids, API enums, prices and tests follow from this list.
 */
export { anthropic } from './anthropic.js';
export { cerebras } from './cerebras.js';
export { codex } from './codex.js';
export { custom } from './custom.js';
export { deepseek } from './deepseek.js';
export { gemini } from './gemini.js';
export { glm } from './glm.js';
export { minimax } from './minimax.js';
export { openai } from './openai.js';
export { openrouter } from './openrouter.js';
