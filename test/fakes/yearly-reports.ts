// Two years of one sub-district's report, the newer without residents' questions; another body's; documents out of force.

import type { Document, Source } from '../../src/domain.ts';
import { answeringCorpus } from './answering-corpus.ts';
import { createDocument, createPassage } from './passages.ts';

function report(
  id: string,
  publisher: string,
  year: number,
  sections: readonly (readonly [heading: string, text: string, questions?: readonly string[]])[],
): Document {
  const title = `${publisher}${year}年法治建设情况报告`;
  return createDocument(
    { id, title, publisher, year, kind: 'report', topic: '街道法治' },
    sections.map(([heading, text, questions = []], index) =>
      createPassage(`${id}#s${index + 1}`, text, { headings: [title, heading], questions }),
    ),
  );
}

const street = '某区人民政府小龙坎街道办事处';
const oldRule: Source = {
  name: '旧规定',
  title: '关于养鸽子的旧规定',
  kind: 'local',
  publisher: '某市',
  version: '2010-01-01施行',
  url: '',
  supersededBy: '新规定',
};

export const yearlyCorpus: readonly Document[] = [
  ...answeringCorpus.filter(({ year, appliesTo }) => year === undefined && appliesTo === undefined),
  report('street-2030', street, 2030, [
    [
      '调解纠纷',
      '全年调解矛盾纠纷21件，调解成功率97%。',
      ['街道调解了多少件纠纷', '扯皮的事摆平了好多'],
    ],
    ['走访企业', '全年走访企业35家，提供法律体检。', ['街道走访了多少家企业', '看了好多家公司']],
    ['审查合同', '法律顾问审查合同12份。', ['审查了多少份合同']],
    ['2031年打算', '2031年计划组织执法培训8次。', ['下一年培训打算', '2031年执法培训计划几次']],
  ]),
  report('street-2031', '小龙坎街道办', 2031, [
    ['一是化解纠纷', '调解矛盾纠纷34件，调解成功率96%。'],
    ['二是法律顾问', '法律顾问审查合同19份。'],
    ['三是执法培训', '组织执法培训5次。'],
  ]),
  report('bureau-2030', '重庆市沙坪坝区司法局', 2030, [
    ['调解', '全区人民调解组织调解矛盾纠纷9001件。', ['全区调解了多少纠纷']],
  ]),
  createDocument({ id: 'bees-old', title: '养蜜蜂', supersededBy: 'bees-new' }, [
    createPassage('bees-old#distance', '养蜜蜂要离住户50米。', { questions: ['养蜜蜂离住户多远'] }),
  ]),
  createDocument({ id: 'bees-new', title: '养蜜蜂' }, [
    createPassage('bees-new#distance', '养蜜蜂要离住户80米。'),
  ]),
  createDocument({ id: 'stall', title: '夜市摆摊', validUntil: '2032-02-29' }, [
    createPassage('stall#hours', '夜市摆摊到晚上十点收摊。', { questions: ['夜市摆摊几点收摊'] }),
  ]),
  createDocument({ id: 'kiosk', title: '报刊亭', validUntil: '2032-03-01' }, [
    createPassage('kiosk#hours', '报刊亭开到晚上八点关门。', { questions: ['报刊亭几点关门'] }),
  ]),
  createDocument({ id: 'pigeons', title: '养鸽子' }, [
    createPassage('pigeons#count', '养鸽子不超过40只。', {
      questions: ['养鸽子不能超过几只'],
      references: [{ source: oldRule, articles: ['第3条'] }],
    }),
  ]),
];
