/**
 * Runs the cases of a fuzz one after the other, so that a case that never ends can be ended from outside. A case is
 * measured in CPU time of this thread, which other programs on the machine do not change.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { randomOf } from './random.mjs';
import { targets } from './targets.mjs';

const smallChars = 6_000;
const growth = 4;
/** Linear work takes `growth` times as long, quadratic work 16 times. */
const mostRatio = 9;
/** Shorter times are noise: compilation and garbage collection. */
const leastMs = 40;
/** For `smallChars * growth` characters, some hundred times what ordinary texts take. */
const mostMs = 4_000;

const names = Object.keys(targets);
const { seed, from, until, endsAt } = workerData;
for (let index = from; index < until && Date.now() < endsAt; index += 1) {
  const name = names[index % names.length];
  const random = randomOf(seed * 1_000_003 + index);
  const { shape, run } = targets[name](random);
  parentPort.postMessage({ index, name, shape });
  const problem = await check(run);
  if (problem) parentPort.postMessage({ index, name, shape, problem });
}
parentPort.postMessage({ isDone: true });

async function check(run) {
  try {
    const small = await cpuMs(run, smallChars);
    const large = await cpuMs(run, smallChars * growth);
    if (large < leastMs || (large < mostMs && large / small < mostRatio)) return null;
    // Once more, warm: the best of three is the cost without compilation and garbage collection.
    const [again, largeAgain] = [await best(run, smallChars), await best(run, smallChars * growth)];
    if (largeAgain > mostMs) return `${largeAgain} ms for ${smallChars * growth} characters`;
    if (largeAgain < leastMs || largeAgain / again < mostRatio) return null;
    return `not linear: ${again.toFixed(1)} ms, and ${largeAgain.toFixed(1)} ms for ${growth} times as much`;
  } catch (error) {
    return error?.stack ?? String(error);
  }
}

async function best(run, chars) {
  const times = [];
  for (let time = 0; time < 3; time += 1) times.push(await cpuMs(run, chars));
  return Math.min(...times);
}

async function cpuMs(run, chars) {
  const usage = () => process.threadCpuUsage?.() ?? process.cpuUsage();
  const before = usage();
  await run(chars);
  const after = usage();
  return (after.user - before.user + after.system - before.system) / 1e3;
}
