// The home of having staff's acts done in a process of their own: residents do not wait while staff look, try and publish.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { z } from 'zod';
import type { Config } from './config.ts';
import { ServiceError } from './errors.ts';
import type { CorpusActs, OnStep } from './web/console/corpus/corpus-acts.ts';

/** What the other process would not do, in its own words: the class of an error does not survive the way. */
class DeskError extends ServiceError {
  override readonly name = 'DeskError';
}

/** One long act and two that look; each has an index open. */
const mostAtOnce = 3;

const messageSchema = z.union([
  z.object({
    step: z.enum(['terms', 'vectors', 'golden-staged', 'golden-live', 'asked', 'pages']),
    done: z.number(),
    total: z.number(),
  }),
  z.object({ problem: z.string() }),
  // Made by the same code, in the process that this one started.
  z.object({ result: z.any().optional() }),
]);

/** In the bundle all entries lie side by side as JavaScript; in tests the sources run as they are. */
const isBundled = import.meta.url.endsWith('.js');
const entry = fileURLToPath(new URL(`./desk-process.${isBundled ? 'js' : 'ts'}`, import.meta.url));

/** @param serveNew has this process answer from what another one has made live. */
export function createDeskApart(config: Config, serveNew: () => Promise<unknown>): CorpusActs {
  const queue = new PQueue({ concurrency: mostAtOnce });
  const run = <Act extends keyof CorpusActs>(act: Act, request?: unknown, onStep?: OnStep) =>
    queue.add(() =>
      runApart<Awaited<ReturnType<CorpusActs[Act]>>>({ config, act, request }, onStep),
    );
  return {
    corpusStatus: () => run('corpusStatus'),
    corpusHistory: () => run('corpusHistory'),
    diffCorpus: () => run('diffCorpus'),
    addUpload: (upload) => run('addUpload', upload),
    listAdded: () => run('listAdded'),
    removeDocument: (request) => run('removeDocument', request),
    stageCorpus: (operator, onStep) => run('stageCorpus', operator, onStep),
    testStage: (operator, onStep) => run('testStage', operator, onStep),
    async publishStage(act, onStep) {
      const release = await run('publishStage', act, onStep);
      await serveNew();
      return release;
    },
    discardStage: (operator) => run('discardStage', operator),
    async rollBack(request) {
      const back = await run('rollBack', request);
      await serveNew();
      return back;
    },
    listFetches: () => run('listFetches'),
    fetchSources: (request, onStep) => run('fetchSources', request, onStep),
  };
}

interface ActRequest {
  readonly config: Config;
  readonly act: keyof CorpusActs;
  readonly request: unknown;
}

/** @throws DeskError in the words of the act; Error when the process ended without having done it. */
function runApart<Result>(request: ActRequest, onStep: OnStep = () => {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(entry, {
      execArgv: isBundled ? [] : ['--import', import.meta.resolve('tsx')],
      // Dates, bytes and what is absent arrive as they were sent.
      serialization: 'advanced',
    });
    child.on('message', (received) => {
      const message = messageSchema.parse(received);
      if ('step' in message) onStep(message.step, message.done, message.total);
      else if ('problem' in message) reject(new DeskError(message.problem));
      else resolve(message.result);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The process of ${request.act} ended with code ${code}.`));
    });
    child.send(request);
  });
}
