import { parentPort } from 'node:worker_threads';

import { BodyMasker } from './body-masker.js';
import type { MaskAnswer, MaskJob } from './mask-job.js';

/** The thread of a MaskPool: one job after the other. */
const masker = new BodyMasker();

parentPort?.on('message', (job: MaskJob) => {
  let answer: MaskAnswer;
  try {
    answer = { id: job.id, parts: masker.mask(job) };
  } catch (error) {
    // The message could repeat a piece of the body, so only its kind goes back.
    answer = { id: job.id, error: error instanceof Error ? error.name : 'Error' };
  }
  parentPort?.postMessage(answer);
});
