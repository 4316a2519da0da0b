// The home of who sits at the terminal: the user of the machine, as the log names them.

import { userInfo } from 'node:os';

export function readOperator(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number without a name.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
