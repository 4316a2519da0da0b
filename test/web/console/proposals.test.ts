import { expect, test } from 'vitest';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import { li, staff } from '../../fakes/open-review-room.ts';
import { sampleCorpus } from '../../fakes/sample-corpus.ts';

test('proposals are listed with what they ask for and the answer they came from', async () => {
  const room = await openConsoleRoom();
  const { answer, review } = room;
  await answer('q-1');
  const [document] = sampleCorpus;
  const form = {
    question: '仲裁收费<u>吗？',
    documents: [document?.id ?? '', 'withdrawn'],
    facts: ['不收费'],
  };
  await review.proposals.proposeGolden('q-1', form, li);
  await review.proposals.approve('q-1', ['other#a'], staff);
  const browser = await room.enter(li);
  const html = await browser.read('/console/proposals');
  expect(html).toContain('<a href="/console/answers/q-1">仲裁收费&lt;u&gt;吗？</a>');
  expect(html).toContain(`<li>${document?.title}</li><li>withdrawn</li>`);
  expect(html).toContain('<li>不收费</li>');
  expect(html).toContain('other#a');
  expect(html).toContain('赵办，2026-03-01 16:00');
});

test('an empty list says what to do', async () => {
  const room = await openConsoleRoom();
  const html = await (await room.enter(li)).read('/console/proposals');
  expect(html).toContain('作为标准题');
  expect(html).toContain('还没有人提出');
});
