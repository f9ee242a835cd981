import { parentPort, workerData } from 'node:worker_threads';

import { answerCalls } from '@codegate/kernel';

import type { EngineCacheSizes } from '../../engine/index.js';
import { BodyMasker } from './body-masker.js';
import type { MaskJob } from './mask-job.js';

/** The thread of a MaskPool. */
const masker = new BodyMasker(workerData as EngineCacheSizes);

if (parentPort) {
  answerCalls(
    parentPort,
    (job) => masker.mask(job as MaskJob),
    // The message of an error could contain a piece of the body, so only its name is sent.
    (error) => (error instanceof Error ? error.name : 'Error'),
  );
}
