// The home of who may enter the console: names, roles, passwords. An account is never removed, only disabled.

import type { RecordAct } from '../audit/record-act.ts';
import { newActRow } from '../audit/sealed-acts.ts';
import type { Database, Schema } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import type { Passwords } from './hash-password.ts';
import { forgetAttempts } from './login-attempts.ts';
import {
  type Actor,
  notPermitted,
  permits,
  type Refusal,
  type Role,
  roleSchema,
} from './permits.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly disabledAt: string | undefined;
}

export interface Accounts {
  /** A name has 2 to 32 letters, digits, Chinese characters or . _ -, a password 10 to 200 characters. */
  add(name: string, role: Role, password: string, by: Actor): Promise<Account | Refusal>;
  find(name: string): Promise<Account | undefined>;
  /** By name. */
  list(): Promise<Account[]>;
  /** Ends all sessions of the account and its lock-out. Everybody may change their own. */
  changePassword(name: string, password: string, by: Actor): Promise<Account | Refusal>;
  /** Ends all sessions of the account. */
  disable(name: string, by: Actor): Promise<Account | Refusal>;
}

const shortestPassword = 10;
const longestPassword = 200;

export function createAccounts(
  database: Database,
  recordAct: RecordAct,
  passwords: Passwords,
): Accounts {
  const find = (name: string) =>
    withStorageErrors(async () => {
      const row = await database
        .selectFrom('account')
        .selectAll()
        .where('name', '=', name.normalize('NFKC').trim())
        .executeTakeFirst();
      return row ? readAccount(row) : undefined;
    });

  /** Changes one account, ends its sessions and says so in the log. */
  const change = async (
    name: string,
    what: string,
    by: Actor,
    values: (at: string) => { password: string } | { disabled_at: string },
  ): Promise<Account | Refusal> => {
    const account = await find(name);
    if (!account) return { refused: `没有叫“${name}”的账号。请核对名字。` };
    await recordAct(async (transaction, at) => {
      await transaction
        .updateTable('account')
        .set(values(at))
        .where('id', '=', account.id)
        .execute();
      await transaction.deleteFrom('session').where('account_id', '=', account.id).execute();
      await forgetAttempts(transaction, account.name);
      const rows = [{ table: 'account', id: account.id }] as const;
      const detail = `${by.name} ${account.name} ${what}`;
      return { result: undefined, acts: [{ kind: 'account-changed', detail, rows }] };
    });
    return (await find(account.name)) ?? account;
  };

  return {
    find,

    async add(name, role, password, by) {
      if (!permits(by.role, 'manage-accounts')) return notPermitted;
      const wanted = name.normalize('NFKC').trim();
      if (!/^[\p{L}\p{N}._-]{2,32}$/u.test(wanted)) {
        return { refused: '名字要2到32个字，只用汉字、字母、数字和 . _ -' };
      }
      const weak = weakness(password);
      if (weak) return weak;
      const row = {
        ...newActRow(),
        name: wanted,
        role,
        password: await passwords.hash(password),
        disabled_at: null,
      };
      return recordAct<Account | Refusal>(async (transaction, at) => {
        const taken = await transaction
          .selectFrom('account')
          .select('id')
          .where('name', '=', wanted)
          .executeTakeFirst();
        if (taken) {
          return { result: { refused: `已经有叫“${wanted}”的账号。请换一个名字。` }, acts: [] };
        }
        const created = { ...row, created_at: at };
        await transaction.insertInto('account').values(created).execute();
        const rows = [{ table: 'account', id: row.id }] as const;
        const detail = `${by.name} ${wanted} ${role}`;
        return { result: readAccount(created), acts: [{ kind: 'account-added', detail, rows }] };
      });
    },

    list: () =>
      withStorageErrors(async () => {
        const rows = await database.selectFrom('account').selectAll().orderBy('name').execute();
        return rows.map(readAccount);
      }),

    async changePassword(name, password, by) {
      const own = name.normalize('NFKC').trim() === by.name;
      if (!own && !permits(by.role, 'manage-accounts')) return notPermitted;
      const weak = weakness(password);
      if (weak) return weak;
      const hashed = await passwords.hash(password);
      return change(name, 'password', by, () => ({ password: hashed }));
    },

    async disable(name, by) {
      if (!permits(by.role, 'manage-accounts')) return notPermitted;
      return change(name, 'disabled', by, (at) => ({ disabled_at: at }));
    },
  };
}

function weakness(password: string): Refusal | undefined {
  const { length } = [...password.normalize('NFKC')];
  if (length < shortestPassword) return { refused: `密码至少要${shortestPassword}个字符` };
  if (length > longestPassword) return { refused: `密码最多${longestPassword}个字符` };
  return undefined;
}

function readAccount(row: Schema['account']): Account {
  return {
    id: row.id,
    name: row.name,
    role: roleSchema.parse(row.role),
    createdAt: row.created_at,
    disabledAt: row.disabled_at ?? undefined,
  };
}
