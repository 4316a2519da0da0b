import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createTerminalPrompt } from '../../src/cli/terminal-prompt.ts';

function openPrompt(asked: string[] = []) {
  const input = new PassThrough();
  const output = new PassThrough();
  const ask = async (question: string) => {
    asked.push(question);
    return `答：${question}`;
  };
  const prompt = createTerminalPrompt(ask, { input, output }, () => {});
  return { input, output, prompt, asked };
}

test('questions are answered one after another until exit is typed', async () => {
  const { input, output, prompt, asked } = openPrompt();
  const running = prompt.run();
  input.write('劳动仲裁收费吗\n\n  那要多久 \nEXIT\n没有人听了\n');
  await running;
  output.end();
  expect(asked).toEqual(['劳动仲裁收费吗', '那要多久']);
  const shown = await text(output);
  expect(shown).toContain('请输入问题> ');
  expect(shown.indexOf('答：劳动仲裁收费吗')).toBeLessThan(shown.indexOf('答：那要多久'));
});

test('the end of input ends the prompt', async () => {
  const { input, prompt, asked } = openPrompt();
  const running = prompt.run();
  input.end('离婚冷静期有几天');
  await running;
  expect(asked).toEqual(['离婚冷静期有几天']);
});

test('closing from outside ends the prompt', async () => {
  const { prompt } = openPrompt();
  const running = prompt.run();
  prompt.close();
  await expect(running).resolves.toBeUndefined();
});
