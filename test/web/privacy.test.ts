import { expect, test } from 'vitest';
import { openWebRoom } from '../fakes/open-web-room.ts';

test('who has asked nothing from this browser is told that nothing is found', async () => {
  const { visitor } = await openWebRoom();
  const html = await (await visitor().get('/privacy')).text();
  expect(html).toContain('只认得这个浏览器里的这次对话');
  expect(html).toContain('没有找到您的问题');
  expect(html).toContain('一般留365天，到期自动删除');
  expect(html).not.toContain('href="/privacy/delete"');
  const done = await visitor().post('/privacy/delete', {});
  expect(await done.text()).toContain('没有要删的');
});

test('a visitor sees what this browser left and nobody else does', async () => {
  const { visitor } = await openWebRoom();
  const asker = visitor();
  await asker.ask('劳动仲裁要不要钱？');
  const html = await (await asker.get('/privacy')).text();
  expect(html).toMatch(/这次对话留下了您的：1个问题和回答。.*日：劳动仲裁要不要钱？/s);
  expect(html).toContain('href="/privacy/delete"');
  const stranger = visitor();
  await stranger.ask('别的');
  expect(await (await stranger.get('/privacy')).text()).not.toContain('劳动仲裁');
});

test('deleting is confirmed on a page of its own, takes the words, the vote and the cookie', async () => {
  const { visitor, database, audit } = await openWebRoom();
  const asker = visitor();
  const { address } = await asker.ask('劳动仲裁要不要钱？');
  await asker.post(`${address}/feedback`, { vote: 'useful' });
  await asker.post('/tickets', { kind: 'complaint', text: '没人接', about: '' });
  const stranger = visitor();
  await stranger.ask('别的');

  const asking = await (await asker.get('/privacy/delete')).text();
  expect(asking).toMatch(/<form method="post" action="\/privacy\/delete">.*全部删除/s);
  expect(asking).toMatch(/1件留给工作人员的话还没办完.*tel:12345/s);
  const texts = () => database.selectFrom('question').select('text').orderBy('text').execute();
  expect(await texts()).toEqual([{ text: '别的' }, { text: '劳动仲裁要不要钱？' }]);

  const done = await asker.post('/privacy/delete', {});
  expect(done.status).toBe(200);
  expect(await done.text()).toMatch(
    /删掉了：1个问题和回答、1次“有用”或“没用”、1件留给工作人员的话。.*还留着/s,
  );
  expect(asker.cookies.has('conversation')).toBe(false);
  expect(await texts()).toEqual([{ text: '' }, { text: '别的' }]);
  expect((await asker.get(address)).status).toBe(404);
  expect((await audit.verify()).brokenAt).toBeUndefined();
});

test('an address that is kept open shows an erased answer to nobody', async () => {
  const { visitor } = await openWebRoom();
  const asker = visitor();
  const { address } = await asker.ask('劳动仲裁要不要钱？');
  const cookie = asker.cookies.get('conversation') ?? '';
  await asker.post('/privacy/delete', {});
  asker.cookies.set('conversation', cookie);
  expect((await asker.get(address)).status).toBe(404);
  expect(await (await asker.get('/privacy')).text()).toContain('没有找到您的问题');
});
