import { expect, test } from 'vitest';
import { readReferences, readSources } from '../../src/corpus/source-registry.ts';
import { smallSources } from '../fakes/corpus-folder.ts';

const sources = readSources(smallSources);

test('a line names several sources, by name or alias, with articles of laws', () => {
  const { references, problems } = readReferences('仲裁法第27条、第53条第1款；热线网页', sources);
  expect(problems).toEqual([]);
  expect(references.map(({ source, articles }) => [source.name, articles])).toEqual([
    ['劳动争议调解仲裁法', ['第27条', '第53条第1款']],
    ['热线网页', []],
  ]);
});

test.each([
  ['没有的法第3条', '不在 sources.yaml 里'],
  ['仲裁法', '要写到条'],
  ['仲裁法第3条、四', '写法不对'],
  ['', '依据是空的'],
])('“%s” is refused: %s', (line, expected) => {
  expect(readReferences(line, sources).problems.join()).toContain(expected);
});

test.each([
  [
    'a name that stands twice',
    '- { name: a, title: a, kind: page, publisher: p }\n- { name: b, aliases: [a], title: b, kind: page, publisher: p }',
    '写了两次',
  ],
  [
    'a link without an address',
    '- { name: a, title: a, kind: page, publisher: p, link: confirmed }',
    'url 与 link 不一致',
  ],
  [
    'an address that is none',
    '- { name: a, title: a, kind: page, publisher: p, url: javascript:1, link: confirmed }',
    '第1个来源的 url 不对',
  ],
])('%s is refused', (_what, text, expected) => {
  expect(() => readSources(text)).toThrow(expected);
});
