// `npm run audit -- …`: what was asked and answered, and whether the log is whole.

import { Command } from 'commander';
import { z } from 'zod';
import type { App } from '../app.ts';
import { ServiceError } from '../errors.ts';
import { addBlockCommands } from './audit-blocks.ts';

/** A question that the log does not have, or a count that is none. */
class AuditQueryError extends ServiceError {
  override readonly name = 'AuditQueryError';
}

type Audit = Awaited<ReturnType<App['openAudit']>>['audit'];
type LoggedAnswer = NonNullable<Awaited<ReturnType<Audit['find']>>>;
type LogWords = Pick<App, 'channelWords' | 'statusWords' | 'eventWords'>;
type ModelUse = NonNullable<LoggedAnswer['trace']['model']>;

export function auditCommand(app: App, print: (line: string) => void): Command {
  const withAudit = async (work: (audit: Audit) => Promise<void>) => {
    const { audit, close } = await app.openAudit();
    try {
      await work(audit);
    } finally {
      await close();
    }
  };
  const audit = new Command('audit').description('查看和核对问答记录');
  audit
    .command('list')
    .description('最近的问题，新的在前')
    .option('--limit <n>', '最多几条', '20')
    .action(({ limit }: { limit: string }) => {
      if (!/^[1-9]\d{0,5}$/.test(limit)) throw new AuditQueryError('--limit 写成正整数，例如 20');
      return withAudit(async (log) => {
        const rows = await log.list(Number(limit));
        if (rows.length === 0) print('还没有记录');
        for (const { id, askedAt, channel, status, text } of rows) {
          const words = `${app.channelWords[channel]}  ${statusIn(app, status)}`;
          print(`${id}  ${localTime(askedAt)}  ${words}  ${text}`);
        }
      });
    });
  audit
    .command('show')
    .description('一个问题的全部记录')
    .argument('<id>', '编号，或者它的开头')
    .action((id: string) =>
      withAudit(async (log) => {
        const found = await log.find(id);
        if (!found) {
          throw new AuditQueryError(
            `没有编号是“${id}”的记录，或者不止一条以它开头；用 npm run audit -- list 查编号`,
          );
        }
        for (const line of describeAnswer(found, app)) print(line);
      }),
    );
  audit
    .command('verify')
    .description('核对记录有没有被改过、删过')
    .action(() =>
      withAudit(async (log) => {
        const { events, brokenAt, reason } = await log.verify();
        if (brokenAt === undefined) {
          print(`记录完整：${events} 条，没有发现改动`);
          return;
        }
        print(`记录有问题：第${brokenAt}条对不上。${reason ?? ''}`);
        print('先不要再写入：停掉服务，把 DATA_DIR 里的 bot.sqlite 留一份，再和备份比对');
        process.exitCode = 1;
      }),
    );
  audit
    .command('summary')
    .description('一天的小结：回答了多少、出了什么错、什么没答好、单子和记录怎么样')
    .option('--day <day>', '哪一天（北京时间），不写就是昨天', readDay)
    .action(async ({ day }: { day?: string }) => {
      const { review, close } = await app.openReview();
      try {
        for (const line of await review.describeDay(day)) print(line);
      } finally {
        await close();
      }
    });
  audit
    .command('retention')
    .description('删掉超过保存期限的问答（服务每天自己会做）')
    .option('--dry-run', '只数一数，不删')
    .action(async ({ dryRun = false }: { dryRun?: boolean }) => {
      const { retentionDays, cutoff, rows } = await app.removeOldRows(dryRun);
      const most = `保存期限${retentionDays}天`;
      if (!cutoff) return print(`${most}，还没有记录到期`);
      print(`${most}，${localTime(cutoff)} 以前的${dryRun ? '到期了，这次没有删' : '已经删掉'}：`);
      print(
        `问题和回答 ${rows.question}　评价 ${rows.feedback}　评议 ${rows.verdict}　` +
          `单子 ${rows.ticket}　处理说明 ${rows.ticket_note}`,
      );
    });
  addBlockCommands(audit, app, print);
  return audit;
}

function readDay(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new AuditQueryError('--day 写成年-月-日，例如 --day 2026-03-01');
}

function describeAnswer(
  { question, answer, trace, events }: LoggedAnswer,
  app: LogWords,
): string[] {
  const cited = new Set(answer.citations.map(({ passageId }) => passageId));
  return [
    `编号　${question.id}`,
    `时间　${localTime(question.askedAt)}　渠道　${app.channelWords[question.channel]}`,
    `问题　${question.text}`,
    ...(question.redacted.length > 0 ? [`隐去　${question.redacted.join('、')}`] : []),
    `状态　${statusIn(app, answer.status)}　路径　${trace.route}　用时　${answer.ms}毫秒　索引　${answer.generation}`,
    '',
    answer.text,
    '',
    '引用的原文：',
    ...answer.citations.map(
      ({ passageId, quote }, index) =>
        `[${index + 1}] ${passageId}\n    ${quote.replaceAll('\n', '\n    ')}`,
    ),
    '',
    '找到的段落（* 表示用了）：',
    ...trace.retrieved.map(
      ({ passageId, score }) =>
        `${cited.has(passageId) ? '*' : ' '} ${score.toFixed(3)}  ${passageId}`,
    ),
    ...trace.dropped.map((dropped) => `核对时去掉：${dropped}`),
    ...(trace.model ? describeModelUse(trace.model) : []),
    '',
    '经过：',
    ...events.map(({ at, kind, detail }) => {
      const words = app.eventWords.get(kind);
      return `${localTime(at)}  ${words ? `${words}（${kind}）` : kind}  ${detail}`.trimEnd();
    }),
  ];
}

/** "已回答（answered）"; a question without an answer has no status of the table. */
function statusIn({ statusWords }: LogWords, status: string): string {
  const [, words] = Object.entries(statusWords).find(([name]) => name === status) ?? [];
  return `${words ?? '还没有回答'}（${status}）`;
}

function describeModelUse({ model, writer, fallback, calls }: ModelUse): string[] {
  return [
    '',
    `模型　${model}　谁写的　${writer === 'model' ? '模型写的' : '没有用模型写'}` +
      (fallback === '' ? '' : `，因为 ${fallback}`),
    ...calls.map(
      ({ step, prompt, outcome, inputTokens, outputTokens, ms }, index) =>
        `第${index + 1}次问模型　步骤　${step}　提示词　${prompt}　输入${inputTokens}词元　输出${outputTokens}词元　用时　${ms}毫秒　结果　${outcome}`,
    ),
  ];
}

/** Staff read Beijing time, wherever the machine stands. */
function localTime(iso: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(iso));
}
