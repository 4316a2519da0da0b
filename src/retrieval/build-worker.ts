// The worker thread that builds, so that answers go on meanwhile.

import { parentPort, workerData } from 'node:worker_threads';
import { ServiceError } from '../errors.ts';
import { type BuildRequest, buildGeneration } from './build-generation.ts';
import { stepAside } from './step-aside.ts';

stepAside();
const request: BuildRequest = workerData;
try {
  await buildGeneration(request, (progress) => parentPort?.postMessage(progress));
} catch (error) {
  // The class of an error does not survive the way to the other thread.
  if (!(error instanceof ServiceError)) throw error;
  parentPort?.postMessage({ problem: error.message });
}
