// `npm run ask`: one question as a resident, or JSON lines for programs.

import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { z } from 'zod';
import type { App } from '../app.ts';
import { ServiceError } from '../errors.ts';

/** A line of `--jsonl` that cannot be read; the lines before it are answered. */
class InputError extends ServiceError {
  override readonly name = 'InputError';
}

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  conversation: z.string().optional(),
});

export function askCommand(app: App, print: (line: string) => void): Command {
  return new Command('ask')
    .description('提一个问题，看居民会看到的回答')
    .argument('[question]', '问题')
    .option('--jsonl', '从标准输入读 {"id","text","conversation"?}，每行回答一行')
    .action(async (question: string | undefined, options: { jsonl?: boolean }) => {
      if (!options.jsonl && question === undefined) {
        throw new InputError('请写上问题，例如：npm run ask -- "劳动仲裁收费吗"');
      }
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

async function answerLines(
  { service }: Awaited<ReturnType<App['open']>>,
  print: (line: string) => void,
): Promise<void> {
  let number = 0;
  for await (const line of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (line.trim() === '') continue;
    const { id, text, conversation } = readLine(line, number);
    const answer = await service.answer({
      text,
      channel: 'cli',
      // Lines of their own are conversations of their own.
      conversation: conversation ?? `${process.pid}-${number}`,
      asker: 'cli',
    });
    const { status, statements, citations, generation, ms } = answer;
    print(
      JSON.stringify({
        id,
        status,
        text: answer.text,
        statements,
        citations: citations.map(({ documentId, passageId, title, section, url, quote }) => ({
          documentId,
          passageId,
          title,
          section,
          url,
          quote,
        })),
        generation,
        ms,
      }),
    );
  }
}

function readLine(line: string, number: number): z.infer<typeof lineSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new InputError(
      `Line ${number} is not JSON. Write one object a line, such as {"id":"1","text":"劳动仲裁收费吗"}.`,
      { cause: error },
    );
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `Line ${number} needs "id" and "text", both as text, such as {"id":"1","text":"劳动仲裁收费吗"}.`,
  );
}
