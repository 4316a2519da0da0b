import { expect, test } from 'vitest';
import { LexicalIndex } from '../../src/retrieval/lexical-index.ts';

const field = (document: number, title: string, text: string, questions: string[] = []) => ({
  document,
  title,
  text,
  questions,
});
const index = LexicalIndex.build([
  field(0, '劳动仲裁', '劳动争议仲裁不收费。', ['打劳动官司要钱吗']),
  field(1, '离婚登记', '离婚登记不收费，双方到婚姻登记处。'),
  field(2, '法律援助', '经济困难的公民可以申请法律援助。'),
]);
const scores = (query: string) => index.scores(index.weigh(query)).slice();
const shares = (query: string, places: number[]) => index.shares(index.weigh(query), places);

const best = (query: string) => {
  const found = scores(query);
  return found.indexOf(Math.max(...found));
};

test('the passage that says it comes first, found by its title, its text or its questions', () => {
  expect(best('劳动仲裁')).toBe(0);
  expect(best('婚姻登记处')).toBe(1);
  expect(best('打官司要钱吗')).toBe(0);
  expect(best('经济困难')).toBe(2);
});

test('scores are shares between 0 and 1, and a text with nothing in common has none', () => {
  for (const query of ['劳动仲裁不收费', '离婚离婚离婚', '天气 weather 2099']) {
    for (const score of [...scores(query), ...shares(query, [0, 1, 2])]) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  }
  expect([...scores('xyz')]).toEqual([0, 0, 0]);
  expect([...scores('')]).toEqual([0, 0, 0]);
  expect(shares('xyz', [0, 2])).toEqual([0, 0]);
});

test('a rare term weighs more than a frequent one, an unknown one as much as one seen once', () => {
  expect(index.idf('仲裁')).toBeGreaterThan(index.idf('收费'));
  expect(index.idf('从未见过')).toBe(index.idf('援助'));
});

test('words that questions share and passages never say come to weigh nothing', () => {
  const asked = LexicalIndex.build(
    Array.from({ length: 30 }, (_, place) =>
      field(place, '', `第${place}号事项到窗口办`, [`请问大家${place}号事项咋个整嘛`]),
    ),
  );
  const weight = (text: string) =>
    asked.weigh(text).reduce((sum, { weight: each }) => sum + each, 0);
  expect(weight('咋个整')).toBe(0);
  expect(weight('事项')).toBeGreaterThan(0);
});

test('where no question was asked, a term weighs what its rarity says', () => {
  const plain = LexicalIndex.build([field(0, '', '仲裁不收费'), field(1, '', '登记不收费')]);
  const query = plain.weigh('仲裁收费');
  const [first, second] = [plain.scores(query), plain.shares(query, [0, 1])];
  expect(first[0]).toBeCloseTo(second[0] ?? 0, 5);
  expect(first[1]).toBeCloseTo(second[1] ?? 0, 5);
});

test('an article of law is found by its number, however it is written', () => {
  const law = LexicalIndex.build([
    field(0, '民法典第一千零七十六条', '夫妻双方自愿离婚的，应当签订书面离婚协议。'),
    field(0, '民法典第一千零七十七条', '三十日内任何一方可以撤回申请。'),
    field(1, '婚姻登记条例第一千零七十七条', '登记。'),
    field(2, '民法典时间效力规定', '民法典施行前，民法典施行后，适用民法典的，民法典有规定。'),
  ]);
  for (const query of ['民法典1077条', '民法典第1077条', '民法典第一千零七十七条']) {
    const found = law.scores(law.weigh(query));
    expect(found.indexOf(Math.max(...found)), query).toBe(1);
  }
  const weights = law.weigh('民法典1077条').map(({ weight }) => weight);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  expect(Math.max(...weights)).toBeGreaterThan(all / 2);
});

test('the nearest questions come with their passages, nearest first', () => {
  const shared = LexicalIndex.build([
    field(0, '', '公司的事找劳动仲裁', ['公司不发工资怎么办', '公司要辞退我怎么办']),
    field(1, '', '支付令', ['公司不发工资怎么办']),
    field(2, '', '离婚', ['想离婚怎么办']),
  ]);
  const [nearest, next] = shared.asked.nearest(shared.weigh('公司不发工资'), 5);
  expect([...(nearest?.passages ?? [])]).toEqual([0, 1]);
  expect([...(next?.passages ?? [])]).toEqual([0]);
  expect(nearest?.similarity).toBeGreaterThan(next?.similarity ?? 1);
  expect(shared.asked.nearest(shared.weigh('公司不发工资'), 1)).toHaveLength(1);
  expect(shared.asked.nearest(shared.weigh('天气'), 5)).toEqual([]);
});

test('the index on disk ranks as the one that was built', () => {
  const again = LexicalIndex.deserialize(index.serialize());
  expect(again.size).toBe(3);
  for (const query of ['劳动仲裁', '不收费', '2099']) {
    expect(again.scores(again.weigh(query))).toEqual(scores(query));
    expect(again.asked.nearest(again.weigh(query), 3)).toEqual(
      index.asked.nearest(index.weigh(query), 3),
    );
  }
  expect(again.serialize().equals(index.serialize())).toBe(true);
});

test('an index of another version is refused', () => {
  const bytes = index.serialize();
  bytes.writeUInt32LE(1, 0);
  expect(() => LexicalIndex.deserialize(bytes)).toThrow('Not an index of this version');
});

test('an empty corpus gives an index that finds nothing', () => {
  const empty = LexicalIndex.deserialize(LexicalIndex.build([]).serialize());
  expect(empty.scores(empty.weigh('劳动'))).toHaveLength(0);
});
