// The home of the one error class that rooms extend.

/** What a caller cannot treat as an answer. Its message says what to do next and carries no personal data or secret. */
export class ServiceError extends Error {
  override readonly name: string = 'ServiceError';
}
