import { expect, test } from 'vitest';
import { CorpusError } from '../../src/corpus/corpus-error.ts';
import { readMarkdown } from '../../src/corpus/read-markdown.ts';
import { readSources } from '../../src/corpus/source-registry.ts';
import { guideText, smallSources } from '../fakes/corpus-folder.ts';

const sources = readSources(smallSources);
const read = (text: string) => readMarkdown(text, 'guides/x.md', sources);

function problemsOf(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof CorpusError) {
      return error.problems.map(({ line, message }) => `${line ?? '-'} ${message}`);
    }
    throw error;
  }
  return [];
}

test('a guide comes back with its header, its passage, how it is asked for and what it rests on', () => {
  const document = read(guideText());
  expect(document).toMatchObject({
    id: 'labor-arbitration',
    kind: 'guide',
    reviewBy: '2026-09-01',
  });
  const [passage] = document.passages;
  expect(passage).toMatchObject({
    id: 'labor-arbitration#cost',
    headings: ['劳动仲裁', '要不要钱'],
    text: '劳动争议仲裁不收费。',
  });
  expect(passage?.questions).toHaveLength(8);
  expect(passage?.references).toMatchObject([
    { source: { name: '劳动争议调解仲裁法' }, articles: ['第53条'] },
  ]);
});

test('a service becomes the first passage, the card, with its own basis', () => {
  const card = `service:
  { name: 劳动仲裁, who: 劳动者, cost: 不收费, phone: "12333", hours: 先打电话问, materials: [申请书, 身份证],
    steps: [递交, 开庭], deadline: 1年, basis: 仲裁法第27条 }`;
  const frontMatter = guideText().split('---\n')[1] ?? '';
  const document = read(guideText({ frontMatter: `${frontMatter}${card}` }));
  expect(document.passages.map(({ anchor }) => anchor)).toEqual(['card', 'cost']);
  expect(document.passages[0]?.text).toContain('材料：申请书；身份证\n步骤：1. 递交；2. 开庭');
  expect(document.passages[0]?.references[0]?.articles).toEqual(['第27条']);
});

test('everything wrong with a file is reported at once, with its line', () => {
  const text = `${guideText({ basis: '', body: '长'.repeat(601), questions: '没有短横的问法' })}
## 没有锚点

依据：没有登记的法第1条

正文。

## 又一段 {#cost}

依据：劳动争议调解仲裁法

`;
  const problems = problemsOf(text).join('\n');
  for (const expected of [
    '11 这一段缺少“依据：”一行',
    '11 这一段有601字，超过600字，拆成两段',
    '18 “问法：”下面每行写成“- 问题”',
    '20 标题后面要有锚点，例如 {#cost}',
    '20 依据里的“没有登记的法”不在 sources.yaml 里，先登记来源',
    '26 “劳动争议调解仲裁法”要写到条，例如“劳动争议调解仲裁法第12条”',
    '26 锚点“cost”用了两次',
    '26 这一段没有正文',
  ]) {
    expect(problems).toContain(expected);
  }
});

test.each([
  ['no front matter', '## 标题 {#a}\n', '开头缺少 front matter'],
  ['broken YAML', '---\nid: [\n---\n', 'front matter 不是正确的 YAML'],
  ['no passage', `---\n${guideText().split('---\n')[1]}---\n`, '没有段落'],
  [
    'text before the first heading',
    guideText({ heading: 'a {#a}' }).replace('\n## ', '\n正文\n## '),
    '第一个 ## 标题之前',
  ],
  ['an unknown field', guideText().replace('kind: guide', 'kind: guide\ncolour: red'), 'colour'],
  ['a date that is none', guideText().replace('2026-03-01', '2026-13-01'), 'checked 不对'],
  ['an id in capitals', guideText().replace('id: labor', 'id: Labor'), '只用小写英文'],
  [
    'a topic nobody browses',
    guideText().replace('劳动工伤', '天气'),
    'topic 不对：从这些里选：法律援助、调解',
  ],
])('%s is a problem that says so', (_what, text, expected) => {
  expect(problemsOf(text).join('\n')).toContain(expected);
});

test('a document that is its own source needs no basis, and its headings are a path', () => {
  const text = `---
id: report-1
title: 某报告
kind: report
topic: 街道法治
summary: 原文。
publisher: 某街道
published: 2031-01-20
self-source: true
title-in-file: 某街道某报告
checked: 2026-03-01
review-by: 2026-09-01
---

## 一、成效 › （一）机制 {#s1-1-0}

\\依据：这一行是原文。
\\## 这一行也是。
`;
  const document = read(text);
  expect(document).toMatchObject({ selfSource: true, titleInFile: '某街道某报告' });
  expect(document.passages[0]).toMatchObject({
    headings: ['某报告', '一、成效', '（一）机制'],
    text: '依据：这一行是原文。\n## 这一行也是。',
    references: [
      { source: { title: '某报告', kind: 'report', publisher: '某街道', version: '2031-01-20' } },
    ],
  });
});
