export { readAnswer } from './read-response.js';
export { readRequest } from './read-request.js';
export { StreamReader } from './read-stream.js';
export { refuseStatefulResponses } from '../openai/stateful.js';
export { writeAnswer } from './write-response.js';
export { writeRequest } from './write-request.js';
export { StreamWriter } from './write-stream.js';
