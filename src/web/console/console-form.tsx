// A form of the console: it carries the token of the session, without which nothing is taken.

import type { FC, PropsWithChildren } from 'hono/jsx';
import type { ConsoleSession } from './console-desk.ts';

export const csrfField = 'csrf';

interface ConsoleFormProps {
  readonly action: string;
  readonly session: Pick<ConsoleSession, 'csrf'>;
  readonly class?: string;
}

export const ConsoleForm: FC<PropsWithChildren<ConsoleFormProps>> = ({
  action,
  session,
  class: className,
  children,
}) => (
  <form method="post" action={action} class={className}>
    <input type="hidden" name={csrfField} value={session.csrf} />
    {children}
  </form>
);
