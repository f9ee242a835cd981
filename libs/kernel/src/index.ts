export * from './clock.js';
export * from './errors.js';
export * from './ids.js';
export * from './json.js';
export * from './logger.js';
export * from './money.js';
export * from './secrets.js';
export * from './utc-text.js';
