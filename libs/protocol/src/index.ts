export { readErrorEvent } from './errors/error-event.js';
export * from './convert/index.js';
export * from './upstream-compat/index.js';
export * from './endpoints.js';
export * from './errors/index.js';
export * from './model.js';
export * from './passthrough/index.js';
export * from './sse/index.js';
export * from './target.js';
