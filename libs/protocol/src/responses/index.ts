export { responses } from './wire-format.js';
