// Says whom to call when what a resident leaves for others to read later cannot wait.

import { screenMessage } from './screen-message.ts';
import { emergencyLeads } from './wording.ts';

/** @returns nothing when the words are not those of somebody in danger. */
export function emergencyLead(text: string): string | undefined {
  const screening = screenMessage(text, undefined);
  return screening?.kind === 'emergency' ? emergencyLeads[screening.emergency] : undefined;
}
