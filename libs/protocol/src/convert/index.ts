export {
  createStreamReader,
  createStreamWriter,
  readAnswer,
  readRequest,
  writeAnswer,
  writeRequest,
  type ReadOptions,
} from './convert.js';
export type { AnswerOptions, StreamReader, StreamWriter } from '../response/stream-types.js';
