// The process that does one act of staff for the service, and ends.

import { z } from 'zod';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { createDeskActs } from './desk-acts.ts';
import { ServiceError } from './errors.ts';
import { createLogger } from './logger.ts';
import { stepAside } from './retrieval/step-aside.ts';
import type { CorpusActs } from './web/console/corpus/corpus-acts.ts';

/** Sent by the same code, from the process that started this one. */
const messageSchema = z.object({
  config: z.custom<Config>(),
  act: z.custom<keyof CorpusActs>(),
  request: z.any().optional(),
});

stepAside();
// Nobody is left to tell.
process.once('disconnect', () => process.exit(1));
process.once('message', (message) => {
  const { config, act, request } = messageSchema.parse(message);
  const logger = createLogger(config.logLevel);
  const desk = createDeskActs(createApp(config, { logger }));
  const tell = (message: object) => process.send?.(message);
  const end = (message: object) => process.send?.(message, () => process.exit(0));
  desk[act](request, (step, done, total) => tell({ step, done, total })).then(
    (result) => end({ result }),
    (error: unknown) => {
      if (error instanceof ServiceError) return end({ problem: error.message });
      logger.error({ err: error, act }, 'an act of staff failed');
      process.exit(1);
    },
  );
});
