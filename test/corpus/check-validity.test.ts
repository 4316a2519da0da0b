import { expect, test } from 'vitest';
import { checkCorpus } from '../../src/corpus/check-corpus.ts';
import { corpusFolder, guideText, smallSources } from '../fakes/corpus-folder.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const header = (more: string) => `id: labor-arbitration
title: 劳动仲裁
kind: guide
topic: 劳动工伤
summary: 和单位有纠纷，先申请劳动仲裁。
checked: 2026-03-01
review-by: 2026-09-01
${more}`;

async function check(more: string, sources = smallSources) {
  const folder = await corpusFolder({
    'sources.yaml': sources,
    'guides/labor-arbitration.md': guideText({ frontMatter: header(more) }),
    'guides/labor-new.md': guideText({
      frontMatter: header('').replace('id: labor-arbitration', 'id: labor-new'),
      questions: ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']
        .map((word) => `- 新的仲裁费用${word}`)
        .join('\n'),
    }),
  });
  const { problems, expired } = await checkCorpus(folder, await temporaryFolder(), '2026-03-02');
  return [...problems, ...expired].map(({ message }) => message);
}

test.each([
  ['a successor that is there', 'superseded-by: labor-new', []],
  ['no such successor', 'superseded-by: labor-gone', [expect.stringContaining('没有这份文档')]],
  ['itself', 'superseded-by: labor-arbitration', [expect.stringContaining('绕回了自己')]],
  ['a last day that has passed', 'valid-until: 2026-03-01', [expect.stringContaining('已过')]],
  ['a last day still to come', 'valid-until: 2026-03-02', []],
  [
    'a last day that has passed, and a successor',
    'valid-until: 2026-03-01\nsuperseded-by: labor-new',
    [],
  ],
])('%s', async (_what, more, expected) => {
  expect(await check(more)).toEqual(expected);
});

test('documents that rest on a repealed law version are named, with what took its place', async () => {
  const repealed = smallSources.replace(
    'link: confirmed }',
    'link: confirmed, superseded-by: 热线网页 }',
  );
  expect(await check('', repealed)).toEqual(
    Array(2).fill('依据的“劳动争议调解仲裁法”已经失效，现在是“热线网页”，改写依据和正文'),
  );
  const ended = smallSources.replace(
    'link: confirmed }',
    'link: confirmed, valid-until: 2026-03-01 }',
  );
  expect(await check('', ended)).toHaveLength(2);
});

test('a source superseded by one that is not registered is refused', async () => {
  const dangling = smallSources.replace(
    'link: confirmed }',
    'link: confirmed, superseded-by: 没有 }',
  );
  expect(await check('', dangling)).toContainEqual(expect.stringContaining('不是另一个来源'));
});
