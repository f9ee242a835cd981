export { formatSse } from './format-sse.js';
export { SseReader, type SseEvent } from './sse-reader.js';
