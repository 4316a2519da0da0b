// `npm run audit -- block|unblock|blocks`: who may not ask for a while, because they abuse the service.

import { type Command, Option } from 'commander';
import type { App } from '../app.ts';
import { ServiceError } from '../errors.ts';
import { localTime } from './local-time.ts';

/** What the review room would not do; its own sentence. */
class BlockError extends ServiceError {
  override readonly name = 'BlockError';
}

type OpenReview = Awaited<ReturnType<App['openReview']>>;
type Blocks = OpenReview['review']['blocks'];
type Block = Awaited<ReturnType<Blocks['list']>>[number];
type BlockForm = Parameters<Blocks['block']>[1];

const reasons: readonly BlockForm['reason'][] = ['abuse', 'flooding', 'misuse', 'other'];
const days: Readonly<Record<string, BlockForm['days']>> = { 1: 1, 7: 7, 30: 30, 90: 90 };
/** Who has the machine may do everything. */
const commandLine = { name: '命令行', role: 'admin' } as const;

export function addBlockCommands(
  audit: Command,
  app: { openReview(): Promise<Pick<OpenReview, 'audit' | 'review' | 'close'>> },
  print: (line: string) => void,
): void {
  const withReview = async (
    work: (open: Pick<OpenReview, 'audit' | 'review'>) => Promise<void>,
  ) => {
    const open = await app.openReview();
    try {
      await work(open);
    } finally {
      await open.close();
    }
  };
  audit
    .command('block')
    .description('限制问这个问题的人提问；遇到急事照样有回答')
    .argument('<id>', '他问过的一个问题的编号，或者编号的开头')
    .addOption(
      new Option('--days <days>', '限制多少天').choices(Object.keys(days)).makeOptionMandatory(),
    )
    .addOption(
      new Option('--reason <reason>', 'abuse 辱骂，flooding 乱发，misuse 要做不当的事，other 别的')
        .choices(reasons)
        .makeOptionMandatory(),
    )
    .action((id: string, form: { days: string; reason: BlockForm['reason'] }) =>
      withReview(async ({ audit: log, review }) => {
        const found = await log.find(id);
        const chosen = { reason: form.reason, days: days[form.days] ?? 1 };
        const block = done(
          await review.blocks.block(found?.question.id ?? '', chosen, commandLine),
        );
        print(`已限制：${describe(block)}`);
      }),
    );
  audit
    .command('unblock')
    .description('取消限制')
    .argument('<id>', '限制的编号，或者编号的开头')
    .action((id: string) =>
      withReview(async ({ review }) => {
        print(`已取消：${describe(done(await review.blocks.lift(id, commandLine)))}`);
      }),
    );
  audit
    .command('blocks')
    .description('现在被限制提问的人')
    .action(() =>
      withReview(async ({ review }) => {
        const all = await review.blocks.list();
        if (all.length === 0) print('现在没有人被限制');
        for (const block of all) print(describe(block));
      }),
    );
}

function describe({ id, reason, by, since, until }: Block): string {
  return `${id.slice(0, 8)}  ${reason}  ${by}在 ${localTime(since)} 限制，到 ${localTime(until)}`;
}

function done<Result extends object>(outcome: Result | { readonly refused: string }): Result {
  if ('refused' in outcome) throw new BlockError(outcome.refused);
  return outcome;
}
