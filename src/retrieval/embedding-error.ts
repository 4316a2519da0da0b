// The home of an embedding that cannot be had or used; apart, so that `openai` loads only with an endpoint.

import { ServiceError } from '../errors.ts';

/** The endpoint failed or sent what cannot be vectors; the old index goes on serving. */
export class EmbeddingError extends ServiceError {
  override readonly name = 'EmbeddingError';
}
