import { expect, test } from 'vitest';
import { type GapReport, type PlacedGap, writeGapReport } from '../../src/review/gap-report.ts';

const parking: PlacedGap = {
  text: '我家的停车费',
  times: 3,
  askers: 2,
  misses: new Map([
    ['not-covered', 2],
    ['unclear', 1],
  ]),
  examples: ['=停车费怎么收', '停车要交好多钱'],
  lastAsked: '2026-03-02',
  topic: '邻里物业',
  nearest: [{ passageId: 'fee#a', title: '物业费', section: '怎么收', score: 0.214 }],
};
const story: PlacedGap = { ...parking, examples: [], topic: '', nearest: [], times: 1, askers: 1 };
const period = { from: '2026-03-01', to: '2026-03-31' };
const report: GapReport = { period, missed: [parking], outOfScope: [story] };

test('as Markdown it is a list to be read', () => {
  expect(
    writeGapReport.md(report),
  ).toBe(`# 居民问了、没有答好的问题，2026-03-01到2026-03-31。个人信息已隐去。仅供工作使用。

## 没有答好的问题

- 3次，2人：=停车费怎么收；停车要交好多钱
  - 可能的主题：邻里物业；资料里没有2次，没听懂1次；最后一次 2026-03-02
  - 相近：0.21 《物业费》怎么收（fee#a）

## 不在服务范围的问题

- 1次，1人：（问的人少，原话不列）
  - 可能的主题：没有相近的；资料里没有2次，没听懂1次；最后一次 2026-03-02
`);
  expect(writeGapReport.md({ period, missed: [], outOfScope: [] })).toContain('没有。');
});

test('as a table no cell is a formula, and every row says which kind it is', () => {
  const [, head, row, other] = writeGapReport.csv(report).split('\r\n');
  expect(head).toMatch(/^"哪一类","次数","人数"/);
  expect(row).toMatch(/^"没有答好的问题","3","2","'=停车费怎么收；停车要交好多钱","邻里物业"/);
  expect(other).toMatch(/^"不在服务范围的问题","1","1","（问的人少，原话不列）",""/);
});

test('as lines for programs each is an object, and what is not shown is not in it', () => {
  const lines = writeGapReport
    .jsonl(report)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { provenance: { period } },
    { section: 'missed', times: 3, misses: { 'not-covered': 2, unclear: 1 } },
    { section: 'outOfScope', examples: [] },
  ]);
  expect(lines[2]).not.toHaveProperty('text');
});
