// `npm run accounts -- …`: who may enter the reviewers' console.

import { Argument, Command, Option } from 'commander';
import type { App } from '../app.ts';
import { ServiceError } from '../errors.ts';
import { readPassword } from './read-password.ts';

/** What the review room would not do; its own sentence. */
class AccountError extends ServiceError {
  override readonly name = 'AccountError';
}

type OpenReview = Awaited<ReturnType<App['openReview']>>;
type Accounts = OpenReview['review']['accounts'];
type Role = Parameters<Accounts['add']>[1];
type Terminal = Parameters<typeof readPassword>[0];

const roles: readonly Role[] = ['reviewer', 'staff', 'admin'];
/** Who has the machine has the accounts. */
const commandLine = { name: '命令行', role: 'admin' } as const;

export function accountsCommand(
  app: { openReview(): Promise<Pick<OpenReview, 'review' | 'close'>> },
  print: (line: string) => void,
  terminal: Terminal,
): Command {
  const withAccounts = async (work: (accounts: Accounts) => Promise<void>) => {
    const { review, close } = await app.openReview();
    try {
      await work(review.accounts);
    } finally {
      await close();
    }
  };
  const name = () => new Argument('<名字>', '账号的名字');
  const command = new Command('accounts').description('管理评议后台的账号');
  command
    .command('add')
    .description('新建账号；密码在提示后输入')
    .addArgument(name())
    .addOption(
      new Option('--role <role>', '身份：reviewer 评议员，staff 工作人员，admin 管理员')
        .choices(roles)
        .makeOptionMandatory(),
    )
    .action((name: string, { role }: { role: Role }) =>
      withAccounts(async (accounts) => {
        const password = await readPassword(terminal);
        const added = done(await accounts.add(name, role, password, commandLine));
        print(`已新建账号：${added.name}（${added.role}）`);
      }),
    );
  command
    .command('list')
    .description('所有账号')
    .action(() =>
      withAccounts(async (accounts) => {
        const all = await accounts.list();
        if (all.length === 0)
          print('还没有账号。用 npm run accounts -- add 名字 --role admin 新建');
        for (const { name, role, disabledAt } of all) {
          print(`${name}  ${role}${disabledAt ? '  已停用' : ''}`);
        }
      }),
    );
  command
    .command('password')
    .description('换密码；账号在各处的登录都会退出')
    .addArgument(name())
    .action((name: string) =>
      withAccounts(async (accounts) => {
        const password = await readPassword(terminal);
        const changed = done(await accounts.changePassword(name, password, commandLine));
        print(`已换密码：${changed.name}`);
      }),
    );
  command
    .command('disable')
    .description('停用账号；账号在各处的登录都会退出')
    .addArgument(name())
    .action((name: string) =>
      withAccounts(async (accounts) => {
        const disabled = done(await accounts.disable(name, commandLine));
        print(`已停用：${disabled.name}`);
      }),
    );
  return command;
}

function done<Result extends object>(outcome: Result | { readonly refused: string }): Result {
  if ('refused' in outcome) throw new AccountError(outcome.refused);
  return outcome;
}
