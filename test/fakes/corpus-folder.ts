// A small corpus on disk, whole and without a fault; tests put other files in the place of its own.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

const sources = `
- { name: 劳动争议调解仲裁法, aliases: [仲裁法], title: 中华人民共和国劳动争议调解仲裁法, kind: law, publisher: 全国人大常委会, version: 2008-05-01施行, url: "https://flk.npc.gov.cn/a", link: confirmed }
- { name: 清河街道报告, title: 清河街道2031年法治报告, kind: report, publisher: 清河街道办事处, version: 2031年度, link: none }
- { name: 热线网页, title: 热线, kind: page, publisher: 司法局, version: "2024-01-24", url: "https://example.cn/hotline", link: confirmed }
`;

const glossary = `
- { term: 劳动仲裁, says: [劳动官司], en: [labor arbitration] }
- { term: 多少钱, says: [好多钱], en: [how much] }
`;

const golden = `
- { id: labor-cost, question: 打劳动官司要花好多钱, kind: service, facts: [不收费], documents: [labor-arbitration] }
`;

/** One passage of a guide, with everything that is asked of one. */
export function guideText(changes: Readonly<Record<string, string>> = {}): string {
  const parts = {
    frontMatter: `id: labor-arbitration
title: 劳动仲裁
kind: guide
topic: 劳动工伤
summary: 和单位有纠纷，先申请劳动仲裁。
checked: 2026-03-01
review-by: 2026-09-01`,
    heading: '要不要钱 {#cost}',
    basis: '依据：劳动争议调解仲裁法第53条',
    body: '劳动争议仲裁不收费。',
    questions: ['一', '二', '三', '四', '五', '六', '七', '八']
      .map((number) => `- 劳动仲裁收费的第${number}种问法`)
      .join('\n'),
    ...changes,
  };
  return `---
${parts.frontMatter}
---

## ${parts.heading}

${parts.basis}

${parts.body}

问法：
${parts.questions}
`;
}

/** A digest of the made-up report below. */
export const digestText = guideText({
  frontMatter: `id: qinghe-2031-digest
title: 清河街道2031年法治报告（要点整理）
kind: report-digest
topic: 街道法治
summary: 清河街道2031年做了什么。
publisher: 清河街道办事处
year: 2031
digest-of: 清河街道办事处2031年法治建设情况报告
checked: 2026-03-01
review-by: 2026-09-01`,
  heading: '一（一）二是：调解纠纷 {#s1-1-2}',
  basis: '依据：清河街道报告',
  body: '2031年，清河街道调解纠纷21件。',
  questions: ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']
    .map((number) => `- 清河街道调解了多少件，${number}`)
    .join('\n'),
});

/** A made-up report in the form of such documents. */
export const officialText = `清河街道办事处
2031年法治建设情况报告

2031年，清河街道认真落实上级要求，现将有关情况报告如下：
一、主要举措和成效
（一）健全工作机制，依法履职
一是加强学习。组织学习5次，形成材料6篇。二是化解纠纷。全年培训调解员3次，
调解纠纷21件，成功率97%。三是接受监督。公开信息40条。
（二）加强宣传。开展宣传7场，发放资料800份。
二、存在的不足
一是人手不够。执法人员不足。二是宣传不准。针对性不强。
三、2032年工作打算
（一）加强培训。组织执法培训。
（二）创新宣传。探索新形式。
`;

/**
 * @param files by path inside the corpus; `undefined` leaves one of the usual files out.
 * @param place the folder; by default one of the test's own.
 */
export async function corpusFolder(
  files: Readonly<Record<string, string | Uint8Array | undefined>> = {},
  place?: string,
): Promise<string> {
  const folder = place ?? (await temporaryFolder());
  const all = {
    'sources.yaml': sources,
    'glossary.yaml': glossary,
    'golden.yaml': golden,
    'guides/labor-arbitration.md': guideText(),
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    if (content === undefined) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

export const smallSources = sources;
