import { expect, test } from 'vitest';
import { openWebRoom } from '../fakes/open-web-room.ts';

const look = (html: string) =>
  /<html lang="zh-CN" data-text="(\w+)" data-theme="(\w+)" data-contrast="(\w+)">/
    .exec(html)
    ?.slice(1);

test('what a reader chooses holds on every page, one choice beside the other', async () => {
  const { visitor } = await openWebRoom();
  const reader = visitor();
  expect(look(await (await reader.get('/')).text())).toEqual(['normal', 'auto', 'normal']);
  await reader.post('/display', { text: 'large', from: '/' });
  const response = await reader.post('/display', { theme: 'dark', from: '/sources?x=1' });
  expect(response.status).toBe(303);
  expect(response.headers.get('Location')).toBe('/sources?x=1');
  const html = await (await reader.get('/sources')).text();
  expect(look(html)).toEqual(['large', 'dark', 'normal']);
  expect(html).toMatch(/name="theme" value="dark" aria-pressed="true"/);
});

test('a look we do not have becomes the usual one', async () => {
  const { visitor } = await openWebRoom();
  const reader = visitor();
  reader.cookies.set('display', 'text=huge&theme=%22%3E&contrast=high');
  expect(look(await (await reader.get('/')).text())).toEqual(['normal', 'auto', 'high']);
  await reader.post('/display', { theme: 'purple', from: '/' });
  expect(look(await (await reader.get('/')).text())).toEqual(['normal', 'auto', 'high']);
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/..//evil.example',
  '',
])('a form that says it came from %j leads to a page of this site', async (from) => {
  const { visitor } = await openWebRoom();
  const response = await visitor().post('/display', { text: 'large', from });
  expect(response.headers.get('Location')).toBe('/');
});
