// The worker thread that builds, so that answers go on meanwhile.

import { parentPort, workerData } from 'node:worker_threads';
import { type BuildRequest, buildGeneration } from './build-generation.ts';

const request: BuildRequest = workerData;
await buildGeneration(request, (progress) => parentPort?.postMessage(progress));
