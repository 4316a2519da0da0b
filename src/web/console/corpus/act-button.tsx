// One button that has one act done.

import type { FC, PropsWithChildren } from 'hono/jsx';
import type { ConsoleSession } from '../console-desk.ts';
import { ConsoleForm } from '../console-form.tsx';

interface ActButtonProps {
  /** The last part of the address. */
  readonly act: 'stage' | 'test' | 'publish' | 'discard';
  readonly session: ConsoleSession;
  readonly kind?: 'primary';
}

export const ActButton: FC<PropsWithChildren<ActButtonProps>> = ({
  act,
  session,
  kind,
  children,
}) => (
  <ConsoleForm action={`/console/corpus/${act}`} session={session}>
    <button type="submit" class={kind}>
      {children}
    </button>
  </ConsoleForm>
);
