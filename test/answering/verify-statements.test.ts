import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitStatements } from '../../src/answering/split-statements.ts';
import { type Evidence, verifyStatements } from '../../src/answering/verify-statements.ts';
import { arbitrationLaw, createHeader, createPassage } from '../fakes/passages.ts';

const id = 'guide#cost';

function evidenceOf(text: string): Map<string, Evidence> {
  return new Map([[id, { passage: createPassage(id, text), document: createHeader() }]]);
}

const verify = (text: string, passage: string) =>
  verifyStatements([{ text, passageIds: [id] }], evidenceOf(passage));
const isKept = (text: string, passage: string) => verify(text, passage).kept.length === 1;

/** A figure as it may stand in a sentence; equal `value`s are the same figure. */
interface Written {
  readonly value: string;
  readonly text: string;
}

const written = (value: string, text = value): Written => ({ value, text });
const whole = fc.integer({ min: 13, max: 9998 });
const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const letters = fc.stringMatching(/^[a-z]{3,8}$/);
const unit = fc.constantFrom(
  ...['元', '万元', '件', '人', '人次', '场', '份', '个月', '年', '小时', '%', '倍', '户', '周岁'],
);
const inkind: Readonly<Record<string, fc.Arbitrary<Written>>> = {
  'a number': whole.map((value) => written(`${value}件`)),
  'a unit': unit.map((value) => written(`15${value}`)),
  'a time limit': fc
    .tuple(whole, fc.constantFrom('日', '个工作日', '个月', '年'))
    .map(([count, kind]) => written(`${count}${kind}`)),
  'a date': fc
    .date({ min: new Date('2001-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
    .map((date) =>
      written(`${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`),
    ),
  'a phone number': fc
    .constantFrom('12348', '12345', '12333', '12315', '96110', '110', '023-65312345')
    .map((value) => written(value)),
  'an article': whole.map((value) => written(`第${value}条`)),
  'a title': fc
    .constantFrom('民法典', '刑法', '劳动合同法', '法律援助法', '人民调解法')
    .map((value) => written(`《${value}》`)),
  // Of a public body: links to other places are not passed on, wherever they stand.
  'a web address': letters.map((value) => written(`https://${value}.example.gov.cn/${value}`)),
  'an amount with decimals': fc
    .tuple(whole, fc.integer({ min: 1, max: 9 }))
    .map(([count, part]) => written(`${count}.${part}元`)),
  'a share': fc.integer({ min: 2, max: 99 }).map((value) => written(`${value}%`)),
};
const around = fc.constantFrom(
  ...[
    '向仲裁委员会提出申请',
    '由单位支付',
    '按规定办理',
    '，当事人可以起诉',
    '，经济困难的可以申请',
  ],
);
const sentence = (before: string, figure: string, after: string) =>
  `${before} ${figure} ${after}。`;

describe.each(Object.entries(inkind))('%s', (_kind, figure) => {
  test('that is changed in a copied sentence drops it', () => {
    fc.assert(
      fc.property(around, figure, figure, around, (before, right, wrong, after) => {
        fc.pre(right.value !== wrong.value);
        // The parts of a date may stand in the other date; then nothing can tell them apart but their order.
        fc.pre(!onlyParts(wrong.value, right.value));
        const { kept, dropped } = verify(
          sentence(before, wrong.text, after),
          sentence(before, right.text, after),
        );
        expect(kept).toEqual([]);
        expect(dropped[0]?.reason).toMatch(/^“.+”(?:不在所引资料里|在所引资料里说的是另一件事)/);
      }),
    );
  });

  test('that is copied keeps its sentence, in full-width digits too', () => {
    fc.assert(
      fc.property(around, figure, around, (before, right, after) => {
        const passage = sentence(before, right.text, after);
        expect(isKept(passage, passage)).toBe(true);
        expect(isKept(passage, fullWidth(passage))).toBe(true);
        if (!right.text.startsWith('http')) {
          expect(isKept(fullWidth(passage), passage)).toBe(true);
        }
      }),
    );
  });
});

function onlyParts(wrong: string, right: string): boolean {
  const parts = (text: string) => new Set(text.match(/\d+\D*/g) ?? [text]);
  const allowed = parts(right);
  return wrong.includes('月') && [...parts(wrong)].every((part) => allowed.has(part));
}

test.each([
  ['应当在七日内答复。', '应当在7日内答复。'],
  ['应当在7天内答复。', '应当在七日内答复。'],
  ['成功率98%。', '成功率百分之九十八。'],
  ['20个工作日内办完。', '二十个工作日内办完。'],
  ['最高1234567元。', '最高1,234,567元。'],
  ['见《民法典》第1077条。', '见《中华人民共和国民法典》第一千零七十七条。'],
])('%s rests on %s', (text, passage) => {
  expect(isKept(text, passage)).toBe(true);
});

test('a claim that cites nothing is dropped, even without a figure', () => {
  const { kept, dropped } = verifyStatements(
    [{ text: '仲裁不收费。', passageIds: [] }],
    evidenceOf('仲裁不收费。'),
  );
  expect(kept).toEqual([]);
  expect(dropped[0]?.reason).toBe('没有写依据哪段资料');
});

test('a claim that cites what was not retrieved is dropped, even beside what was', () => {
  const { kept, dropped } = verifyStatements(
    [{ text: '仲裁不收费。', passageIds: [id, 'elsewhere#cost'] }],
    evidenceOf('仲裁不收费。'),
  );
  expect(kept).toEqual([]);
  expect(dropped[0]?.reason).toBe('所引的资料不在查到的资料里');
});

test('a figure counts only in the passages its own claim cites', () => {
  const evidence = new Map([
    ...evidenceOf('仲裁不收费。'),
    ['b#x', { passage: createPassage('b#x', '受理费10元。'), document: createHeader() }] as const,
  ]);
  const text = '受理费10元。';
  expect(verifyStatements([{ text, passageIds: [id] }], evidence).kept).toEqual([]);
  expect(verifyStatements([{ text, passageIds: ['b#x'] }], evidence).kept).toHaveLength(1);
  expect(verifyStatements([{ text, passageIds: [id, 'b#x'] }], evidence).kept).toHaveLength(1);
});

test('one false claim does not take the others with it, and order stays', () => {
  const claims = ['一是办理21件。', '二是办理22件。', '三是不收费。'].map((text) => ({
    text,
    passageIds: [id],
  }));
  const { kept, dropped } = verifyStatements(claims, evidenceOf('一是办理21件。三是不收费。'));
  expect(kept).toEqual([claims[0], claims[2]]);
  expect(dropped.map(({ claim }) => claim)).toEqual([claims[1]]);
});

test('what a citation shows beside the text counts: headings, law, articles, the year, the address', () => {
  const passage = createPassage(id, '申请不收费。', {
    headings: ['劳动仲裁', '1年之内'],
    references: [{ source: arbitrationLaw, articles: ['第53条'] }],
  });
  const document = createHeader({
    title: '2031年报告',
    year: 2031,
    url: 'https://report.example.cn/2031',
  });
  const evidence = new Map([[id, { passage, document }]]);
  for (const text of [
    '依据《中华人民共和国劳动争议调解仲裁法》第53条。',
    '1年之内申请。',
    '2031年报告，见https://report.example.cn/2031。',
  ]) {
    expect(verifyStatements([{ text, passageIds: [id] }], evidence).kept).toHaveLength(1);
  }
  const other = [{ text: '依据第54条。', passageIds: [id] }];
  expect(verifyStatements(other, evidence).kept).toEqual([]);
});

test('every unit of any passage may be quoted from it', () => {
  const piece = fc.constantFrom(
    ...[
      '办理',
      '七日',
      '20个工作日',
      '98%',
      '。',
      '；',
      '：\n',
      '\n- ',
      '《民法典》',
      '第47条之一',
    ],
    ...[
      '一',
      '十',
      '百分之',
      '3,500元',
      '12348',
      '半年',
      '三分之一',
      '（2023）',
      '“',
      '”',
      '号',
      '多',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 14 }), (pieces) => {
      const passage = pieces.join('');
      // Digits side by side grow into account numbers, which are not passed on (planted.test.ts).
      fc.pre(!/\d{12}/.test(passage));
      for (const { text } of splitStatements(passage)) {
        expect(verify(text, passage).dropped.map(({ reason }) => reason)).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

describe('a statement in other words', () => {
  const passage =
    '劳动争议仲裁不收费。仲裁委员会应当在5日内决定受不受理，到期没有决定的，申请人可以向法院起诉。';

  test.each([
    '申请劳动仲裁不要钱。',
    '仲裁委员会五天内会决定受理不受理。',
    '5日内没有决定的，您可以去法院起诉。',
  ])('passes: %s', (text) => {
    expect(verify(text, passage).dropped).toEqual([]);
  });

  test.each([
    ['劳动仲裁要在30日内决定。', '“30日”不在所引资料里'],
    ['劳动争议仲裁收费。', '“劳动争议仲裁收费”和所引资料的意思相反'],
    [
      '仲裁委员会可以在5日内决定受不受理。',
      '“仲裁委员会可以在5日内决定受不受理”和所引资料的意思相反',
    ],
    ['仲裁委员会应当在5日后决定受不受理。', '“5日”在所引资料里说的是另一件事，或者说反了'],
    ['到期没有决定的，申请人可以向税务局申请。', '所引资料里没有提到“税务局”'],
    ['到期没有决定的，申请人可以向渝中区人民法院起诉。', '所引资料里没有提到“渝中区人民法院”'],
    ['按《劳动合同法》，劳动争议仲裁不收费。', '“《劳动合同法》”不在所引资料里'],
    ['劳动争议仲裁不收费，加微信号领取现金红包。', '所引资料没有说“加微信号领取现金红包”'],
    ['您好，我是无所不知的海盗船长。', '所引资料没有说“您好，我是无所不知的海盗船长。”'],
    ['劳动争议仲裁不收费，见www.help.example.cn。', '“www.help.example.cn”不在所引资料里'],
  ])('is dropped with what is wrong in it: %s', (text, reason) => {
    expect(verify(text, passage).dropped.map((entry) => entry.reason)).toEqual([reason]);
  });
});

test('a law of another retrieved passage is no law of this one, also without 《》', () => {
  const other = createPassage('b#x', '当事人可以申请仲裁。', {
    references: [
      {
        source: { ...arbitrationLaw, name: '诉讼费用交纳办法', title: '诉讼费用交纳办法' },
        articles: [],
      },
    ],
  });
  const evidence = new Map([
    ...evidenceOf('仲裁不收费。'),
    ['b#x', { passage: other, document: createHeader() }] as const,
  ]);
  const text = '按诉讼费用交纳办法，仲裁不收费。';
  const reasons = (passageIds: string[]) =>
    verifyStatements([{ text, passageIds }], evidence).dropped.map(({ reason }) => reason);
  expect(reasons([id])).toEqual(['“诉讼费用交纳办法”不在所引资料里']);
  expect(reasons([id, 'b#x'])).toEqual([]);
});
