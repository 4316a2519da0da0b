import { expect, test } from 'vitest';
import { createReview } from '../../src/review/create-review.ts';
import { admin, li, openReviewRoom, staff } from '../fakes/open-review-room.ts';

const password = '十个字符以上的密码才行';

test('an account that was added is found and listed, and the log knows who added it', async () => {
  const { review, acts, log } = await openReviewRoom();
  const added = await review.accounts.add(' 李评 ', 'reviewer', password, admin);
  expect(added).toEqual({
    id: expect.any(String),
    name: '李评',
    role: 'reviewer',
    createdAt: '2026-03-01T08:00:00.000Z',
    disabledAt: undefined,
  });
  expect(await review.accounts.find('李评')).toEqual(added);
  expect(await review.accounts.list()).toEqual([added]);
  expect(await acts()).toEqual(['account-added 管理 李评 reviewer']);
  expect(await log.verify()).toEqual({ events: 1 });
});

test('a password is kept as scrypt with a salt of its own', async () => {
  const { database } = await openReviewRoom();
  // As the service makes it; the room of the tests keeps passwords at a lower cost.
  const review = createReview({
    database,
    clock: () => new Date(),
    secretKey: 'key of the tests',
    redact: (text) => text,
  });
  await review.accounts.add('甲甲', 'staff', password, admin);
  await review.accounts.add('乙乙', 'staff', password, admin);
  const rows = await database.selectFrom('account').select('password').execute();
  const [first, second] = rows.map((row) => row.password);
  expect(first).toMatch(/^scrypt\$65536\$8\$2\$[\w+/=]+\$[\w+/=]+$/);
  expect(second).not.toBe(first);
});

test.each([
  ['a taken name', '李评', password, '已经有叫“李评”的账号'],
  ['a name with spaces inside', '李 评', password, '名字要2到32个字'],
  ['a name of one character', '李', password, '名字要2到32个字'],
  ['nine characters of a password', '王评', '123456789', '密码至少要10个字符'],
  ['a password of 201 characters', '王评', 'a'.repeat(201), '密码最多200个字符'],
])('%s is refused', async (_, name, given, refused) => {
  const { review, acts } = await openReviewRoom();
  await review.accounts.add('李评', 'reviewer', password, admin);
  expect(await review.accounts.add(name, 'admin', given, admin)).toEqual({
    refused: expect.stringContaining(refused),
  });
  expect(await acts()).toHaveLength(1);
});

test.each([li, staff])('a $role neither adds, disables nor changes others', async (actor) => {
  const { review, acts } = await openReviewRoom();
  await review.accounts.add('别人', 'admin', password, admin);
  const refused = { refused: expect.stringContaining('不能做这件事') };
  expect(await review.accounts.add('新人', 'admin', password, actor)).toEqual(refused);
  expect(await review.accounts.disable('别人', actor)).toEqual(refused);
  expect(await review.accounts.changePassword('别人', password, actor)).toEqual(refused);
  expect(await acts()).toHaveLength(1);
});

test('everybody changes their own password, and the old one no longer opens', async () => {
  const { review } = await openReviewRoom();
  await review.accounts.add(li.name, 'reviewer', password, admin);
  const changed = await review.accounts.changePassword(li.name, '另外一个足够长的密码', li);
  expect(changed).toMatchObject({ name: li.name });
  expect((await review.sessions.login(li.name, password)).status).toBe('wrong');
  expect((await review.sessions.login(li.name, '另外一个足够长的密码')).status).toBe('logged-in');
});

test('what nobody has is not changed', async () => {
  const { review } = await openReviewRoom();
  const refused = { refused: '没有叫“没人”的账号。请核对名字。' };
  expect(await review.accounts.disable('没人', admin)).toEqual(refused);
  expect(await review.accounts.changePassword('没人', password, admin)).toEqual(refused);
});
