/**
 * `npm run lint:regexes`: fails when a regular expression of the sources may take more than linear time, by itself or by
 * starting again at each character of a text. The decision is made by recheck, with automata, not by trying.
 *
 * An expression without `*`, `+` and `{n,}` takes bounded time at each character. One that is only used on short texts
 * says so in a comment before its statement, `@maxLength 120`; then it is timed on texts of this length.
 */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

import { collectRegexes } from './regexes/collect-regexes.mjs';
import { timeOnShortTexts } from './regexes/short-texts.mjs';
import { hasLoops, simplifyRegex } from './regexes/simplify-regex.mjs';

// The build in JavaScript: the other ones are binaries for some systems.
process.env.RECHECK_BACKEND = 'pure';
/** A text of a limited length must not take longer. */
const maxMsOnShortText = 5;
const longestShortText = 600;
const checkerTimeoutMs = 60_000;
/** Threads without work. */
const idle = [];

async function main() {
  const { regexes, problems } = await collectRegexes();
  const queue = regexes.filter(
    ({ source, flags, maxLength }) => maxLength !== undefined || hasLoops(source, flags),
  );
  const threads = Array.from({ length: Math.min(4, availableParallelism()) }, async () => {
    for (let regex = queue.pop(); regex; regex = queue.pop()) {
      const problem = await check(regex);
      if (problem !== null) problems.push(problem);
    }
    idle.forEach((worker) => worker.terminate());
  });
  await Promise.all(threads);
  for (const problem of problems.sort()) console.error(problem);
  console.log(`${regexes.length} regular expressions checked, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

/** Checks an expression on another thread, which is ended when it does not come back. */
function check(regex) {
  const worker = idle.pop() ?? new Worker(new URL(import.meta.url));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve(`${shown(regex)}: not checked within ${checkerTimeoutMs / 1_000} s`);
      void worker.terminate();
    }, 2 * checkerTimeoutMs);
    worker.once('error', reject);
    worker.once('message', (problem) => {
      clearTimeout(timer);
      worker.removeAllListeners('error');
      idle.push(worker);
      resolve(problem);
    });
    worker.postMessage(regex);
  });
}

function work() {
  const { checkSync } = createRequire(import.meta.url)('recheck');
  parentPort.on('message', (regex) => {
    const { maxLength } = regex;
    const problem = maxLength === undefined ? problemOf(regex, checkSync) : problemOfShort(regex);
    parentPort.postMessage(problem);
  });
}

function problemOf(regex, checkSync) {
  const { source, flags } = regex;
  let simple;
  try {
    simple = simplifyRegex(source, flags);
  } catch (error) {
    return `${shown(regex)}: ${error.message}`;
  }
  const options = { checker: 'automaton', timeout: checkerTimeoutMs };
  const result = checkSync(simple, flags.replace(/[iuv]/g, ''), options);
  if (result.status === 'safe') return null;
  return result.status === 'unknown'
    ? `${shown(regex)}: too complicated to be checked (${result.error.kind})`
    : `${shown(regex)}: ${result.complexity.summary}, for example ${result.attack.pattern}`;
}

function problemOfShort(regex) {
  const { source, flags, maxLength } = regex;
  if (maxLength > longestShortText) return `${shown(regex)}: @maxLength is too much`;
  const ms = timeOnShortTexts(new RegExp(source, flags), maxLength, maxMsOnShortText);
  return ms > maxMsOnShortText ? `${shown(regex)}: takes ${ms.toFixed(1)} ms` : null;
}

function shown({ place, source, flags }) {
  return `${place} /${source.slice(0, 100)}/${flags}`;
}

if (isMainThread) await main();
else work();
