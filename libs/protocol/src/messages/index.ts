export { messages } from './wire-format.js';
