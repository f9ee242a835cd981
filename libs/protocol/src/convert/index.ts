export {
  createStreamReader,
  createStreamWriter,
  readAnswer,
  readRequest,
  writeAnswer,
  writeRequest,
} from './convert.js';
export type { AnswerOptions, StreamReader, StreamWriter } from './types.js';
