import { expect, test } from 'vitest';
import { admin, openReviewRoom } from '../fakes/open-review-room.ts';

const password = '十个字符以上的密码才行';

async function openWithAccount() {
  const room = await openReviewRoom();
  await room.review.accounts.add('李评', 'reviewer', password, admin);
  const login = async (former?: string) => {
    const outcome = await room.review.sessions.login('李评', password, former);
    if (outcome.status !== 'logged-in') throw new Error(outcome.status);
    return outcome.sessionId;
  };
  const fail = async (times: number, name = '李评') => {
    for (let time = 0; time < times; time += 1) {
      await room.review.sessions.login(name, '不对的密码不对的');
    }
  };
  return { ...room, login, fail };
}

test('a session says who acts until logout', async () => {
  const { review, login, acts, log } = await openWithAccount();
  const sessionId = await login();
  expect(await review.sessions.resume(sessionId)).toEqual({ name: '李评', role: 'reviewer' });
  await review.sessions.logout(sessionId);
  expect(await review.sessions.resume(sessionId)).toBeUndefined();
  await review.sessions.logout(sessionId);
  expect((await acts()).slice(1)).toEqual(['login 李评', 'logout 李评']);
  expect((await log.verify()).brokenAt).toBeUndefined();
});

test('the database does not hold what opens a session', async () => {
  const { database, login } = await openWithAccount();
  const sessionId = await login();
  expect(sessionId).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(await database.selectFrom('session').selectAll().execute())).not.toContain(
    sessionId,
  );
});

test.each(['', 'x', 'a'.repeat(43)])('the unknown session "%s" opens nothing', async (id) => {
  const { review, login } = await openWithAccount();
  await login();
  expect(await review.sessions.resume(id)).toBeUndefined();
});

test('a login brings a new id and ends the session the browser brought', async () => {
  const { review, login } = await openWithAccount();
  const planted = await login();
  const elsewhere = await login();
  const own = await login(planted);
  expect(own).not.toBe(planted);
  expect(await review.sessions.resume(planted)).toBeUndefined();
  expect(await review.sessions.resume(elsewhere)).toBeDefined();
});

test('a session ends after half an hour without a look', async () => {
  const { review, login, passMinutes } = await openWithAccount();
  const sessionId = await login();
  passMinutes(29);
  expect(await review.sessions.resume(sessionId)).toBeDefined();
  passMinutes(29);
  expect(await review.sessions.resume(sessionId)).toBeDefined();
  passMinutes(30);
  expect(await review.sessions.resume(sessionId)).toBeUndefined();
});

test('a session ends after twelve hours of looking', async () => {
  const { review, login, passMinutes } = await openWithAccount();
  const sessionId = await login();
  for (let times = 0; times < 35; times += 1) {
    passMinutes(20);
    expect(await review.sessions.resume(sessionId)).toBeDefined();
  }
  passMinutes(20);
  expect(await review.sessions.resume(sessionId)).toBeUndefined();
});

test.each(['changePassword', 'disable'] as const)('%s ends all sessions', async (change) => {
  const { review, login, acts } = await openWithAccount();
  const sessions = [await login(), await login()];
  await (change === 'disable'
    ? review.accounts.disable('李评', admin)
    : review.accounts.changePassword('李评', `${password}新`, admin));
  for (const session of sessions) expect(await review.sessions.resume(session)).toBeUndefined();
  const what = change === 'disable' ? 'disabled' : 'password';
  expect((await acts()).at(-1)).toBe(`account-changed 管理 李评 ${what}`);
});

test('a disabled account does not open with the right password', async () => {
  const { review } = await openWithAccount();
  await review.accounts.disable('李评', admin);
  expect(await review.sessions.login('李评', password)).toEqual({ status: 'wrong' });
});

test('a login that is under way ends wrong when the account is disabled meanwhile', async () => {
  const { review } = await openWithAccount();
  const login = review.sessions.login('李评', password);
  await review.accounts.disable('李评', admin);
  expect(await login).toEqual({ status: 'wrong' });
});

test('five wrong passwords lock the name for fifteen minutes, also for the right one and after a start', async () => {
  const { review, reopen, fail, passMinutes, acts } = await openWithAccount();
  await fail(5);
  const locked = { status: 'locked', until: '2026-03-01T08:15:00.000Z' };
  expect(await review.sessions.login('李评', password)).toEqual(locked);
  expect(await reopen().sessions.login('李评', password)).toEqual(locked);
  expect((await acts()).slice(1)).toEqual([
    ...Array<string>(5).fill('login-failed 李评'),
    'locked-out 李评',
  ]);
  passMinutes(14);
  expect((await review.sessions.login('李评', password)).status).toBe('locked');
  passMinutes(1);
  expect((await review.sessions.login('李评', password)).status).toBe('logged-in');
});

test('a hundred passwords at once are five tries', async () => {
  const { review } = await openWithAccount();
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, index) => review.sessions.login('李评', `猜的密码${index}`)),
  );
  expect(outcomes.filter(({ status }) => status === 'wrong')).toHaveLength(5);
  expect(outcomes.filter(({ status }) => status === 'locked')).toHaveLength(95);
});

test('a name that nobody has is locked alike and leaves no trace of what was typed', async () => {
  const { review, fail, acts, database } = await openWithAccount();
  await fail(5, '输错地方的密码');
  expect((await review.sessions.login('输错地方的密码', password)).status).toBe('locked');
  expect((await review.sessions.login('李评', password)).status).toBe('logged-in');
  expect((await acts()).at(1)).toBe('login-failed （没有这个账号）');
  const kept = [
    await database.selectFrom('event').selectAll().execute(),
    await database.selectFrom('login_attempt').selectAll().execute(),
  ];
  expect(JSON.stringify(kept)).not.toContain('输错地方的密码');
});

test('a login that succeeds forgets the failures before it', async () => {
  const { review, fail } = await openWithAccount();
  await fail(4);
  expect((await review.sessions.login('李评', password)).status).toBe('logged-in');
  await fail(4);
  expect((await review.sessions.login('李评', password)).status).toBe('logged-in');
});

test('a new password lifts the lock-out', async () => {
  const { review, fail } = await openWithAccount();
  await fail(5);
  await review.accounts.changePassword('李评', `${password}新`, admin);
  expect((await review.sessions.login('李评', `${password}新`)).status).toBe('logged-in');
});

test("a form's token fits its own session only", async () => {
  const { review, login } = await openWithAccount();
  const own = await login();
  const other = await login();
  const token = review.sessions.csrfToken(own);
  expect(review.sessions.isCsrfToken(own, token)).toBe(true);
  expect(review.sessions.isCsrfToken(other, token)).toBe(false);
  expect(review.sessions.isCsrfToken(own, '')).toBe(false);
  expect(review.sessions.isCsrfToken(own, `${token.slice(0, -1)}=`)).toBe(false);
});
