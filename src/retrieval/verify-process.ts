// The separate process that opens a fresh generation before it goes live: a broken native index ends this process, not the service.

import { ServiceError } from '../errors.ts';
import { stepAside } from './step-aside.ts';
import { verifyGeneration } from './verify-generation.ts';

stepAside();
process.once('message', (request: Parameters<typeof verifyGeneration>[0]) => {
  verifyGeneration(request).then(
    () => process.exit(0),
    (error: unknown) => {
      const message = error instanceof ServiceError ? error.message : String(error);
      process.send?.(message, () => process.exit(1));
    },
  );
});
