/**
 * Runs the cases of a fuzz one after the other, so that a case that never ends can be ended from outside. A case is
 * measured in CPU time of this thread, which other programs on the machine do not change.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { randomOf } from './random.mjs';
import { targets } from './targets.mjs';

/** Small inputs find most defects quickly; large ones those whose steps are cheap or far apart. */
const sizes = [6_000, 6_000, 6_000, 6_000, 60_000, 60_000, 250_000];
const growth = 4;
/** Linear work takes `growth` times as long, quadratic work 16 times. */
const mostRatio = 9;
/** Shorter times are noise: compilation and garbage collection. */
const leastMs = 40;
/** Some ten times what the slowest ordinary texts take. */
const mostMs = (chars) => 4_000 + chars / 50;

const names = Object.keys(targets);
const { seed, from, until, endsAt, mostChars } = workerData;
for (let index = from; index < until && Date.now() < endsAt; index += 1) {
  const name = names[index % names.length];
  const random = randomOf(seed * 1_000_003 + index);
  const { shape, run } = targets[name](random);
  const chars = Math.min(random.pick(sizes), mostChars);
  parentPort.postMessage({ index, name, shape });
  const problem = await check(run, chars);
  if (problem) parentPort.postMessage({ index, name, shape, problem });
}
parentPort.postMessage({ isDone: true });

async function check(run, chars) {
  const manyChars = chars * growth;
  try {
    const small = await cpuMs(run, chars);
    const large = await cpuMs(run, manyChars);
    if (large < leastMs || (large < mostMs(manyChars) && large / small < mostRatio)) return null;
    // Once more, warm: the best of three is the cost without compilation and garbage collection.
    const [again, largeAgain] = [await best(run, chars), await best(run, manyChars)];
    const times = `${again.toFixed(1)} ms for ${chars} characters, ${largeAgain.toFixed(1)} ms for ${manyChars}`;
    if (largeAgain > mostMs(manyChars)) return `too slow: ${times}`;
    return largeAgain < leastMs || largeAgain / again < mostRatio ? null : `not linear: ${times}`;
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
  parentPort.postMessage({ isAlive: true });
  const before = usage();
  await run(chars);
  const after = usage();
  return (after.user - before.user + after.system - before.system) / 1e3;
}
