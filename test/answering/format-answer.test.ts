import { expect, test } from 'vitest';
import { formatAnswer, formatCitation } from '../../src/answering/format-answer.ts';
import { aiLabel } from '../../src/answering/wording.ts';
import type { Citation } from '../../src/domain.ts';

const citation: Citation = {
  documentId: 'labor-arbitration',
  passageId: 'labor-arbitration#cost',
  title: '劳动仲裁',
  section: '要不要钱，依据《劳动争议调解仲裁法》第53条',
  url: 'https://flk.example.cn/a',
  quote: '劳动争议仲裁不收费。',
  publisher: '全国人大常委会',
  published: '2008-05-01施行',
};
const nothing = { lead: '', statements: [], citations: [], notices: [], suggestions: [] };

test('a small answer reads so', () => {
  const text = formatAnswer({
    lead: '根据资料：',
    statements: [
      { text: '仲裁不收费。', citations: [0] },
      { text: '1年之内申请。', citations: [0, 1] },
    ],
    citations: [
      citation,
      { ...citation, title: '时效', section: '多久之内', publisher: '', published: '', url: '' },
    ],
    notices: ['想问得更细，打12348。'],
    suggestions: ['仲裁要多久？'],
  });
  expect(text).toBe(
    `
根据资料：
1. 仲裁不收费。[1]
2. 1年之内申请。[1][2]
想问得更细，打12348。
我能回答的相近问题：
- 仲裁要多久？

来源：
[1] 劳动仲裁 · 要不要钱，依据《劳动争议调解仲裁法》第53条 · 全国人大常委会 · 2008-05-01施行 · https://flk.example.cn/a
[2] 时效 · 多久之内

本回答由AI自动整理，以上为公开信息，不是法律意见。`.trim(),
  );
});

test('the only statement has no number, and a lead that is absent leaves no empty line', () => {
  const statements = [{ text: '仲裁不收费。', citations: [0] }];
  const text = formatAnswer({ ...nothing, statements, citations: [citation] });
  expect(text.split('\n').slice(0, 3)).toEqual(['仲裁不收费。[1]', '', '来源：']);
});

test('without citations there is no list of sources', () => {
  const text = formatAnswer({ ...nothing, lead: '不客气，有问题随时来问。' });
  expect(text).toBe(`不客气，有问题随时来问。\n\n${aiLabel}`);
});

test('another label stands last too', () => {
  const text = formatAnswer({ ...nothing, lead: '您好！', label: `${aiLabel}\nBy AI.` });
  expect(text.endsWith(`\n\n${aiLabel}\nBy AI.`)).toBe(true);
});

test('a citation leaves out what is not known', () => {
  expect(formatCitation({ ...citation, publisher: '', published: '', url: '' }, 3)).toBe(
    '[3] 劳动仲裁 · 要不要钱，依据《劳动争议调解仲裁法》第53条',
  );
});
