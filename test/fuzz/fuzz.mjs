/**
 * `npm run fuzz`: random inputs for guardrails, readers, conversions, streams and small parsers. Each must end without
 * an exception other than GatewayError, in linear CPU time, and within an absolute limit. Prints each input that does
 * not, and then ends with status 1.
 *
 *   npm run fuzz -- --minutes 10             random seed
 *   npm run fuzz -- --minutes 10 --seed 7    the same inputs again
 *   npm run fuzz -- --cases 300 --seed 7     a number of inputs instead of a time
 *   --most-chars 6000                        only short inputs, which take less time
 *   --built                                  does not build first; the tests use it
 *   npm run fuzz -- --seed 7 --case 123      only one input
 */
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { build } from '../../scripts/prepare.mjs';

/** One run of a case takes some milliseconds, and at most some seconds on a busy machine. */
const hangMs = 30_000;

const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? undefined : Number(process.argv[at + 1]);
};
const seed = option('seed') ?? randomInt(1_000_000);
const only = option('case');
const cases = option('cases');
/** Every input is also measured at four times this length. */
const mostChars = option('most-chars') ?? Infinity;
const until = only === undefined ? (cases ?? Infinity) : only + 1;
const isBounded = until !== Infinity;
const endsAt = isBounded ? Infinity : Date.now() + (option('minutes') ?? 1) * 60_000;

// Tests that run at the same time use the build.
if (!process.argv.includes('--built')) build();
let next = only ?? 0;
let done = false;
const failures = [];
while (!done) done = await runWorker();
console.log(`fuzz: ${next} inputs, ${failures.length} failures, seed ${seed}`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Runs cases until all are done, or until one hangs. Returns whether all are done. */
function runWorker() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(new URL('worker.mjs', import.meta.url)), {
      workerData: { seed, from: next, until, endsAt, mostChars },
    });
    let timer;
    let current;
    worker.on('message', (message) => {
      clearTimeout(timer);
      if (message.isDone) {
        void worker.terminate();
        resolve(true);
        return;
      }
      if (message.problem !== undefined) {
        report(message);
        return;
      }
      if (!message.isAlive) {
        current = message;
        next = message.index + 1;
      }
      timer = setTimeout(() => {
        report({ ...current, problem: `did not end within ${hangMs / 1e3} s` });
        void worker.terminate().then(() => resolve(false));
      }, hangMs);
    });
    worker.on('error', reject);
  });
}

function report(failure) {
  failures.push(failure);
  const { index, name, shape, problem } = failure;
  console.error(`${name}, --seed ${seed} --case ${index}: ${problem}\n  ${JSON.stringify(shape)}`);
}
