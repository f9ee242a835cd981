import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

import { WorkerRpc } from '@codegate/kernel';

/**
 * Byte-pair merging takes time proportional to the square of a piece without a break, such as a line of Chinese or
 * base64. In pieces of this length the time for a text is linear; a cut adds less than one token.
 */
const pieceLength = 256;
/**
 * Longer inputs are sampled: the tokens of this many characters, taken evenly from the whole input, are scaled up. The
 * worst texts take 2 µs a character. A sample of this size is within 1 % on conversations of agents.
 */
const maxCounted = 500_000;
/** Characters of all requests that wait for the tokenizer. */
const maxWaiting = 16 * maxCounted;

/** Plain text: a worker would need a file of its own otherwise, which has another name once it is compiled. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const { countTokens } = require(workerData.tokenizer);
const options = { disallowedSpecial: new Set() };
parentPort.on('message', ({ id, request }) => {
  try {
    let tokens = 0;
    for (const piece of request) tokens += countTokens(piece, options);
    parentPort.postMessage({ id, result: tokens });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error.name) });
  }
});
`;

/**
 * The tokenizer runs on a thread of its own: loading its tables takes 150 ms and 30 MB, and a large request takes up to
 * a second. It starts when it is first needed and counts one request after the other.
 */
const thread = new WorkerRpc<string[], number>(() => {
  const tokenizer = createRequire(import.meta.url).resolve('gpt-tokenizer/encoding/o200k_base');
  return new Worker(program, { eval: true, workerData: { tokenizer } });
}, maxWaiting);

/**
 * Tokens of texts in the encoding o200k. Exact up to `maxCounted` characters, except for cut pieces; estimated from a
 * sample above.
 *
 * @throws GatewayError `rate_limited` when too many texts wait
 */
export async function countTextTokens(texts: readonly string[]): Promise<number> {
  const total = texts.reduce((sum, { length }) => sum + length, 0);
  if (total === 0) return 0;
  const pieces = samplePieces(texts, Math.min(1, maxCounted / total));
  const counted = pieces.reduce((sum, { length }) => sum + length, 0);
  if (counted === 0) return 0;
  const tokens = await thread.call(pieces, { bytes: counted });
  return tokens * (total / counted);
}

/** A 32-bit number that is coprime to 2^32: multiples of it are spread evenly over the range (Knuth, 6.4). */
const spread = 2_654_435_761;

/**
 * Cuts texts into pieces and returns a share of them. Which ones is not random, so that the same request always has the
 * same number of tokens, but it does not follow any period of the texts.
 */
function samplePieces(texts: readonly string[], share: number): string[] {
  const pieces: string[] = [];
  let seen = 0;
  for (const text of texts) {
    for (let from = 0; from < text.length;) {
      const to = endOfPiece(text, from);
      seen += 1;
      if (share === 1 || Math.imul(seen, spread) >>> 0 < share * 2 ** 32) {
        pieces.push(text.slice(from, to));
      }
      from = to;
    }
  }
  return pieces;
}

const blank = 0x20;

/** Cuts before a blank, where a token begins anyway, or else at the full length, but not within a character. */
function endOfPiece(text: string, from: number): number {
  const most = from + pieceLength;
  if (most >= text.length) return text.length;
  for (let end = most; end > from + pieceLength / 2; end -= 1) {
    if (text.charCodeAt(end) <= blank) return end;
  }
  const isLowSurrogate = (text.charCodeAt(most) & 0xfc00) === 0xdc00;
  return isLowSurrogate ? most - 1 : most;
}
