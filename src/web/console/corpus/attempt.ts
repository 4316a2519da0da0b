// Has an act of staff done, and says in the console's words why it could not be.

import { ServiceError } from '../../../errors.ts';
import type { Refusal } from '../../../review/permits.ts';
import { inConsoleWords } from './console-words.ts';

/** Rejects with what is not a `ServiceError`. */
export async function attempt<T>(act: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { refused: inConsoleWords(error.message) };
  }
}
