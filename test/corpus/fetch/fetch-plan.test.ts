import { expect, test } from 'vitest';
import { readFetchPlans } from '../../../src/corpus/fetch/fetch-plan.ts';

const entry = (fetch: string, rest = '') =>
  `- { name: 某局·网页, title: 网页, kind: page, publisher: 某局, version: "2024-01-24", url: "https://a.example/p", link: confirmed, fetch: ${fetch}${rest} }\n`;

test('a block says how often, which part, and what the page becomes', () => {
  const cited =
    '- { name: 法, title: 法, kind: law, publisher: p, url: "https://b.example:444/", link: unconfirmed }\n';
  const document = '{ id: page, kind: report, topic: 街道法治, year: 2023 }';
  const { plans, hosts } = readFetchPlans(
    cited + entry(`{ every-days: 30, selector: "#main", document: ${document} }`),
  );
  expect(plans).toEqual([
    {
      name: '某局·网页',
      slug: '某局-网页',
      title: '网页',
      publisher: '某局',
      url: 'https://a.example/p',
      everyDays: 30,
      selector: '#main',
      document: {
        id: 'page',
        kind: 'report',
        topic: '街道法治',
        year: 2023,
        published: '2024-01-24',
      },
    },
  ]);
  expect([...hosts]).toEqual(['b.example:444', 'a.example']);
});

test.each([
  ['no cadence', entry('{}'), 'every-days 不对'],
  ['a cadence of nothing', entry('{ every-days: 0 }'), '至少1天'],
  ['an unknown key', entry('{ every-days: 1, often: yes }'), 'fetch 的 内容 不对'],
  [
    'a topic that is none',
    entry('{ every-days: 1, document: { id: a, kind: report, topic: 天气 } }'),
    '从这些里选',
  ],
  [
    'an address that nobody has opened',
    entry('{ every-days: 1 }').replace('link: confirmed', 'link: unconfirmed'),
    'link: confirmed',
  ],
  [
    'a document without a date',
    entry('{ every-days: 1, document: { id: a, kind: report, topic: 调解 } }').replace(
      '2024-01-24',
      '2023年度',
    ),
    'version 要以发布日期开头',
  ],
  [
    'two documents of one id',
    entry('{ every-days: 1, document: { id: a, kind: report, topic: 调解 } }') +
      entry('{ every-days: 1, document: { id: a, kind: report, topic: 调解 } }').replace(
        '某局·网页',
        '别的网页',
      ),
    'document.id“a”写了两次',
  ],
  [
    'two names of one folder',
    entry('{ every-days: 1 }') + entry('{ every-days: 1 }').replace('某局·网页', '某局 网页'),
    '分不开文件夹',
  ],
])('%s is refused', (_what, text, expected) => {
  expect(() => readFetchPlans(text)).toThrow(expected);
});
