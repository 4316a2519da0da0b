// `npm run ask`: one question as a resident, or JSON lines for programs.

import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { z } from 'zod';
import type { App } from '../app.ts';
import { ServiceError } from '../errors.ts';

/** No question, or lines of `--jsonl` that cannot be read; the other lines are answered. */
class InputError extends ServiceError {
  override readonly name = 'InputError';
}

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  conversation: z.string().optional(),
});

const exampleLine = '{"id":"1","text":"劳动仲裁收费吗"}';
const maxProblems = 5;

interface AskOptions {
  readonly jsonl?: boolean;
  readonly showPrompt?: boolean;
}

export function askCommand(app: App, print: (line: string) => void): Command {
  return new Command('ask')
    .description('提一个问题，看居民会看到的回答')
    .argument('[question]', '问题')
    .option('--jsonl', '从标准输入读 {"id","text","conversation"?}，每行回答一行')
    .option('--show-prompt', '只看会发给语言模型的内容，不发送，也不回答')
    .action(async (question: string | undefined, options: AskOptions) => {
      if (!options.jsonl && question === undefined) {
        throw new InputError('请写上问题，例如：npm run ask -- "劳动仲裁收费吗"');
      }
      if (options.showPrompt) return showPrompts(app, question ?? '', print);
      const open = await app.open();
      try {
        if (options.jsonl) await answerLines(open, print);
        else {
          const answer = await open.service.answer({
            text: question ?? '',
            channel: 'cli',
            conversation: 'ask',
            asker: 'cli',
          });
          print(answer.text);
        }
      } finally {
        await open.close();
      }
    });
}

/** What would leave the machine for one question. */
async function showPrompts(app: App, question: string, print: (line: string) => void) {
  const { prompts, chat, embedding } = await app.showPrompts(question);
  print(
    chat
      ? `下面的内容会发给语言模型 ${chat.model}（${chat.host}）。这次只显示，没有发送。`
      : '没有设置语言模型，什么都不会发出去。下面是设置以后会发送的内容。',
  );
  if (embedding) {
    print(
      `查找资料时，遮住个人信息的问题会发给 ${embedding.model}（${embedding.host}）；这次也发了。`,
    );
  }
  for (const { step, system, user } of prompts) {
    print(`\n== ${step}（prompts/${step}.md）\n\n-- 说明\n${system}\n\n-- 内容\n${user}`);
  }
  print(
    prompts.length === 0
      ? '\n这个问题不用问模型就能回答。'
      : '\n模型答复以后，还可能发送：核对没有通过时的 repair，写好以后的 check，内容是同样的资料和模型写的句子。',
  );
}

/** A line that cannot be read is told at the end and does not keep the others from being answered. */
async function answerLines(
  { service }: Awaited<ReturnType<App['open']>>,
  print: (line: string) => void,
): Promise<void> {
  const problems: string[] = [];
  let number = 0;
  for await (const line of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    const text = number === 1 ? line.replace(/^\ufeff/, '') : line;
    if (text.trim() === '') continue;
    const read = readLine(text, number);
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    print(await answerLine(service, read.line, number));
  }
  if (problems.length === 0) return;
  const more = problems.length - maxProblems;
  throw new InputError(
    problems
      .slice(0, maxProblems)
      .concat(more > 0 ? `And ${more} more lines that cannot be read.` : [])
      .join('\n'),
  );
}

async function answerLine(
  service: Awaited<ReturnType<App['open']>>['service'],
  { id, text, conversation }: z.infer<typeof lineSchema>,
  number: number,
): Promise<string> {
  const answer = await service.answer({
    text,
    channel: 'cli',
    // Lines of their own are conversations of their own.
    conversation: conversation ?? `${process.pid}-${number}`,
    asker: 'cli',
  });
  const { status, statements, generation, ms } = answer;
  const citations = answer.citations.map(
    ({ documentId, passageId, title, section, url, quote }) => {
      return { documentId, passageId, title, section, url, quote };
    },
  );
  const { text: answerText } = answer;
  return JSON.stringify({ id, status, text: answerText, statements, citations, generation, ms });
}

function readLine(
  text: string,
  number: number,
): { line: z.infer<typeof lineSchema> } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      problem: `Line ${number} is not JSON. Write one object a line, such as ${exampleLine}.`,
    };
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return { line: parsed.data };
  return {
    problem: `Line ${number} needs "id" and "text", both as text, such as ${exampleLine}.`,
  };
}
