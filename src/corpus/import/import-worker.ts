// The worker thread that reads a file handed in, so that one made to harm ends there.

import { parentPort, workerData } from 'node:worker_threads';
import { ServiceError } from '../../errors.ts';
import { CorpusError } from '../corpus-error.ts';
import { importBytes } from './import-bytes.ts';
import type { ImportRequest } from './import-file.ts';

const { bytes, name, selector }: ImportRequest = workerData;
try {
  parentPort?.postMessage({ file: await importBytes(Buffer.from(bytes), name, selector) });
} catch (error) {
  // The class of an error does not survive the way to the other thread.
  parentPort?.postMessage({ problem: problemOf(error) });
}

function problemOf(error: unknown): string {
  if (error instanceof CorpusError) return error.problems.map(({ message }) => message).join('\n');
  if (error instanceof ServiceError) return error.message;
  if (error instanceof RangeError) return '里面一层套一层，深得不正常，没有打开';
  return '文件可能坏了，读不下去：用原软件打开，另存一份再试';
}
