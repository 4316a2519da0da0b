// Tells answers that leave the question open, so that a person is to be offered.

import type { Status } from '../domain.ts';

export function needsPerson(status: Status): boolean {
  return status === 'answered-partly' || status.startsWith('unanswerable-');
}
