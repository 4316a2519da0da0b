import { expect, test } from 'vitest';
import { showPath } from '../../src/cli/show-path.ts';

test.each([
  ['/srv/bot/data/corpus/guides/a.md', 'data/corpus/guides/a.md'],
  ['/srv/other/a.md', '/srv/other/a.md'],
  ['/srv/bot-2/a.md', '/srv/bot-2/a.md'],
])('%s is named as %s from /srv/bot', (path, shown) => {
  expect(showPath(path, '/srv/bot')).toBe(shown);
});
