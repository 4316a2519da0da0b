import { expect, test } from 'vitest';
import { checkCorpus } from '../../src/corpus/check-corpus.ts';
import { corpusFolder, guideText, smallSources } from '../fakes/corpus-folder.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

async function check(files: Parameters<typeof corpusFolder>[0] = {}, today = '2026-03-02') {
  const { problems, expired, ...counts } = await checkCorpus(
    await corpusFolder(files),
    await temporaryFolder(),
    today,
  );
  return {
    ...counts,
    problems: problems.map(({ file, message }) => `${file} ${message}`),
    expired: expired.map(({ file, message }) => `${file} ${message}`),
  };
}

const guideFile = 'guides/labor-arbitration.md';

test('a corpus without a fault has none', async () => {
  expect(await check()).toEqual({
    documents: 1,
    passages: 1,
    questions: 8,
    problems: [],
    expired: [],
    modelQuestions: 0,
    approvedQuestions: 0,
    stale: [],
  });
});

test.each([
  [
    'an unknown source',
    { [guideFile]: guideText({ basis: '依据：某法第1条' }) },
    '不在 sources.yaml 里',
  ],
  ['a law without an article', { [guideFile]: guideText({ basis: '依据：仲裁法' }) }, '要写到条'],
  [
    'a passage of more than 600 characters',
    { [guideFile]: guideText({ body: '字'.repeat(601) }) },
    '超过600字',
  ],
  [
    'an anchor that stands twice',
    { [guideFile]: guideText() + guideText().split('---\n')[2] },
    '锚点“cost”用了两次',
  ],
  ['an id that stands twice', { 'hotlines/labor-arbitration.md': guideText() }, '重复'],
  [
    'a file that is not called after its id',
    { [guideFile]: undefined, 'guides/other.md': guideText() },
    '文件名应与编号（id）',
  ],
  [
    'a question that stands twice',
    {
      'guides/second.md': guideText({ heading: '二 {#two}' }).replace(
        'id: labor-arbitration',
        'id: second',
      ),
    },
    '已在 labor-arbitration#cost 用过',
  ],
  [
    'too few questions',
    { [guideFile]: guideText({ questions: '- 劳动仲裁收费吗' }) },
    '只有1条问法，至少4条',
  ],
  [
    'a review date before the check',
    { [guideFile]: guideText().replace('2026-09-01', '2026-02-01') },
    'review-by 早于 checked',
  ],
  [
    'a golden question among the residents’ questions',
    {
      [guideFile]: guideText({
        questions: guideText()
          .replace(/[\s\S]*问法：\n/, '')
          .replace('- 劳动仲裁收费的第一种问法', '- 打劳动官司要花好多钱哟'),
      }),
    },
    '考题 labor-cost 和 labor-arbitration#cost 的问法',
  ],
  ['a golden file that is none', { 'golden.yaml': '- { id: a }' }, '第1题的 question 不对：没有写'],
  [
    'a golden question of no kind',
    { 'golden.yaml': '- { id: a, question: 问, kind: 法律 }' },
    '第1题的 kind 不对，只能写 report、service、law',
  ],
  [
    'a golden file that is no YAML',
    { 'golden.yaml': '- id: a\n  question: "问' },
    'golden.yaml 这一行附近写法不对',
  ],
  [
    'a golden id that stands twice',
    { 'golden.yaml': '- { id: a, question: 问, kind: law }\n- { id: a, question: 答, kind: law }' },
    '题号“a”用了两次',
  ],
  ['a glossary that is none', { 'glossary.yaml': '- { says: [x] }' }, '第1条的 term 不对'],
  [
    'a page that is to be fetched nobody knows how often',
    {
      'sources.yaml': smallSources.replace(
        'hotline", link: confirmed',
        'hotline", link: confirmed, fetch: {}',
      ),
    },
    '来源“热线网页”的 fetch 的 every-days 不对',
  ],
  ['sources that are missing', { 'sources.yaml': undefined }, 'sources.yaml 读不了'],
])('%s is found', async (_what, files, expected) => {
  expect((await check(files)).problems.join('\n')).toContain(expected);
});

test('a document whose review date has passed is listed, and is no problem', async () => {
  const { problems, expired } = await check({}, '2026-09-02');
  expect(problems).toEqual([]);
  expect(expired).toEqual([`${guideFile} 该重看了：review-by 2026-09-01`]);
});
