// The home of working at low priority: answers come first.

import { constants, setPriority } from 'node:os';

/** On Linux for the calling thread and what it starts (setpriority(2)); elsewhere priority is a whole process's. */
export function stepAside(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
