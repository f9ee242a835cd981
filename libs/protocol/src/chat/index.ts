export { readAnswer } from './read-answer.js';
export { readRequest } from './read-request.js';
export { StreamReader, type StreamReaderOptions } from './read-stream.js';
export { writeAnswer } from './write-answer.js';
export { writeRequest } from './write-request.js';
export { StreamWriter } from './write-stream.js';
