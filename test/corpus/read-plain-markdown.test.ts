import { expect, test } from 'vitest';
import { hasMarkdownHeadings, readPlainMarkdown } from '../../src/corpus/read-plain-markdown.ts';

test('headings become the path and the anchors, mark-up goes', () => {
  const text = `# 办事**指南**

开头的话。

## 怎么办

1. 先打[电话](https://example.cn/?a)。
* 带 \`身份证\`。

### 要多久

7日。<!-- 看不见 -->

## 地点 {#place}

没有查到。
`;
  expect(readPlainMarkdown(text)).toEqual({
    title: '办事指南',
    sections: [
      { anchor: 's0', headings: [], text: '开头的话。' },
      { anchor: 's1', headings: ['怎么办'], text: '1. 先打电话。\n- 带 身份证。' },
      { anchor: 's1-1', headings: ['怎么办', '要多久'], text: '7日。' },
      { anchor: 'place', headings: ['地点'], text: '没有查到。' },
    ],
  });
});

test('a text without headings is not read as Markdown', () => {
  expect(hasMarkdownHeadings('一、做法\n#不是标题')).toBe(false);
  expect(hasMarkdownHeadings('前言\n## 标题\n')).toBe(true);
});
