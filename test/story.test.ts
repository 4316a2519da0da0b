import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { copyBuiltIndex } from './fakes/built-index.ts';
import { runCommand } from './fakes/run-service.ts';
import { temporaryFolder } from './fakes/temporary-folder.ts';

/** What a resident asks, what the answer must say, and of which document a citation must be. */
type Story = readonly [question: string, facts: readonly string[], document: string];

const answerLine = z.object({
  id: z.string(),
  status: z.string(),
  text: z.string(),
  statements: z.array(z.object({ text: z.string(), citations: z.array(z.number()).min(1) })),
  citations: z.array(
    z.object({
      documentId: z.string(),
      passageId: z.string(),
      title: z.string(),
      quote: z.string(),
    }),
  ),
});

/** Asks on the command line, all in one run. */
async function ask(stories: readonly Story[], settings: Readonly<Record<string, string>>) {
  const lines = stories.map(([text], index) => JSON.stringify({ id: `${index}`, text }));
  const { code, stdout, stderr } = await runCommand(['ask', '--jsonl'], settings, lines.join('\n'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => answerLine.parse(JSON.parse(line)));
}

/** Everything about these stories that is not as it must be; empty when all is well. */
function faults(stories: readonly Story[], answers: readonly z.infer<typeof answerLine>[]) {
  return stories.flatMap(([question, facts, document], index) => {
    const answer = answers[index];
    const found = [
      ...(answer?.status === 'answered' ? [] : [`status ${answer?.status}`]),
      ...facts.filter((fact) => !answer?.text.includes(fact)).map((fact) => `no ${fact}`),
      ...(answer?.citations.some(({ documentId }) => documentId === document)
        ? []
        : [`no citation of ${document}`]),
    ];
    return found.length > 0 ? [{ question, found, text: answer?.text }] : [];
  });
}

const residents: readonly Story[] = [
  ['离婚冷静期有几天', ['30日'], 'divorce-registration'],
  ['申请法律援助好久能有答复', ['7日'], 'legal-aid-timeline'],
  ['劳动仲裁要交钱吗', ['不收费'], 'labor-arbitration'],
  ['人身安全保护令法院多久作出', ['72小时', '24小时'], 'protection-order'],
  ['借钱给别人利息最高能约定多少', ['LPR', '4倍'], 'loan-interest'],
  ['网上买的东西收到几天内可以无理由退货', ['7日'], 'consumer-returns'],
  ['96110是什么电话', ['反诈'], 'hotline-96110'],
  ['楼上漏水泡坏了我家，楼上要不要赔', ['赔偿'], 'water-leak'],
  ['離婚冷靜期有幾天', ['30日'], 'divorce-registration'],
  ['2023年小龙坎街道调解了多少件纠纷', ['387件'], 'xiaolongkan-2023-digest'],
];

test('ten residents get the fact they asked for, with its source', async () => {
  const settings = {
    DATA_DIR: await copyBuiltIndex(inject('builtIndex'), await temporaryFolder()),
  };
  const answers = await ask(residents, settings);
  expect(faults(residents, answers)).toEqual([]);
  for (const { text, statements } of answers) {
    expect(text).toContain('不是法律意见');
    for (const statement of statements) expect(text).toContain(statement.text);
  }
});

const report = fileURLToPath(
  new URL('../../shared/report/xiaolongkan-2023-rule-of-law.txt', import.meta.url),
);
const absent = existsSync(report) ? undefined : `the report is not there: ${report}`;
const title = '沙坪坝区人民政府小龙坎街道办事处2023年法治政府建设情况报告';

const ofTheReport: readonly Story[] = (
  [
    ['街道法律顾问2023年审查了多少份合同', ['87份']],
    ['2023年小龙坎街道调解了多少件纠纷，成功率多少', ['387件', '98%']],
    ['人大代表家站点收集了多少件问题建议', ['125件']],
    ['街道2023年主动公开政府信息多少条', ['346条']],
    ['小龙坎街道行政机关负责人出庭应诉率是多少', ['100%']],
    ['街道培育了几名执法监督员', ['4名']],
    ['街道走访了多少家重点企业和小微企业', ['90余家', '260余家']],
    ['马路办公一年巡查了多少人次', ['5800余次']],
    ['街道法治工作有哪些不足', ['法治意识需进一步提升', '普法宣传精准度不足']],
    ['街道主题教育形成了多少篇交流发言材料', ['36篇']],
  ] as const
).map(([question, facts]) => [question, facts, 'xiaolongkan-2023'] as const);

test('the real report, added as staff add it, is what its questions are answered from', async ({
  skip,
}) => {
  if (absent) skip(absent);
  const settings = {
    DATA_DIR: await copyBuiltIndex(inject('builtIndex'), await temporaryFolder()),
  };
  const publisher = '沙坪坝区人民政府小龙坎街道办事处';
  const described = ['--title', title, '--publisher', publisher, '--published', '2024-01-30'];
  const added = await runCommand(['corpus', 'add', report, ...described], settings);
  expect(added.code).toBe(0);
  expect(added.stdout).toContain('它代替了《小龙坎街道2023年法治政府建设情况报告（要点整理）》');

  const answers = await ask(ofTheReport, settings);
  expect(faults(ofTheReport, answers)).toEqual([]);
  for (const { citations } of answers) {
    const cited = citations.filter(({ documentId }) => documentId === 'xiaolongkan-2023');
    for (const citation of cited) expect(citation.title).toBe(title);
  }
});
