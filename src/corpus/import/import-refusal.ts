// The home of a file that is not imported, with the sentence that says why and what to do.

import { ServiceError } from '../../errors.ts';

export class ImportRefusal extends ServiceError {
  override readonly name = 'ImportRefusal';
}
