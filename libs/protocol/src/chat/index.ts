export { chat } from './wire-format.js';
