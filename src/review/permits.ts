// The home of who may do what in the review room.

import { z } from 'zod';

export const roleSchema = z.enum(['reviewer', 'staff', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const roleLabels: Readonly<Record<Role, string>> = {
  reviewer: '评议员',
  staff: '工作人员',
  admin: '管理员',
};

/** Who acts: a person who is logged in, or the command line. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
}

/** What not everybody who is logged in may do. */
export type Permission =
  | 'judge'
  | 'sign-off'
  | 'approve-question'
  | 'handle-tickets'
  | 'export'
  | 'pause'
  | 'block'
  | 'manage-corpus'
  | 'set-sample-rate'
  | 'manage-accounts';

const judging = ['judge', 'sign-off', 'block'] as const;
const running = [
  'approve-question',
  'handle-tickets',
  'export',
  'pause',
  'block',
  'manage-corpus',
] as const;

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  reviewer: judging,
  staff: running,
  admin: [...judging, ...running, 'set-sample-rate', 'manage-accounts'],
};

export function permits(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}

/** What could not be done, and the sentence that says why and what to do. */
export interface Refusal {
  readonly refused: string;
}

export const notPermitted: Refusal = { refused: '您的账号不能做这件事。请找管理员。' };
