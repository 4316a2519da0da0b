import { expect, test } from 'vitest';
import { openConsoleRoom, password } from '../../fakes/open-console-room.ts';
import { admin, li, staff, wang } from '../../fakes/open-review-room.ts';

const pages = ['/console', '/console/answers/q-1', '/console/overview', '/console/nothing'];
const forms = ['/console/answers/q-1/verdict', '/console/answers/q-1/replay', '/console/logout'];

test.each(pages)(
  '%s leads who is not logged in to the login, and back afterwards',
  async (path) => {
    const room = await openConsoleRoom();
    await room.answer('q-1');
    await room.hire(li);
    const browser = room.openBrowser();
    const turnedAway = await browser.get(`${path}?queue=sample`);
    expect(turnedAway.status).toBe(303);
    const login = turnedAway.headers.get('Location') ?? '';
    expect(login).toMatch(/^\/console\/login\?/);
    expect(await turnedAway.text()).toBe('');
    await browser.read(login);
    const from = new URL(login, 'http://localhost').searchParams.get('from') ?? '';
    const back = await browser.post('/console/login', { name: li.name, password, from });
    expect(back.headers.get('Location')).toBe(`${path}?queue=sample`);
  },
);

test.each(forms)('nothing is taken at %s without a login', async (path) => {
  const room = await openConsoleRoom();
  await room.answer('q-1');
  const response = await room.openBrowser().post(path, { overall: 'right' });
  expect(response.status).toBe(401);
  expect(await response.text()).toContain('请先登录');
  expect(await room.acts()).toEqual([]);
});

test.each([
  'https://evil.example/console',
  '//evil.example/console',
  '/console.evil',
  '/console/login',
  'javascript:alert(1)',
])('the login does not lead to %s', async (from) => {
  const room = await openConsoleRoom();
  await room.hire(li);
  const browser = room.openBrowser();
  await browser.read('/console/login');
  const response = await browser.post('/console/login', { name: li.name, password, from });
  expect(response.headers.get('Location')).toBe('/console');
});

test('a wrong password and an unknown name are told apart by nobody', async () => {
  const room = await openConsoleRoom();
  await room.hire(li);
  const browser = room.openBrowser();
  const wrong = await browser.login(li.name, 'not the password');
  const unknown = await browser.login('没有这个人', 'not the password');
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  const problem = '名字或密码不对。请再试一次。';
  expect(await wrong.text()).toContain(problem);
  expect(await unknown.text()).toContain(problem);
  expect(browser.cookies.has('console')).toBe(false);
});

test('after five wrong passwords the right one does not help for a quarter of an hour', async () => {
  const room = await openConsoleRoom();
  await room.hire(li);
  const browser = room.openBrowser();
  for (let attempt = 1; attempt <= 5; attempt += 1) await browser.login(li.name, 'guessed');
  const locked = await room.openBrowser().login(li.name, password);
  expect(locked.status).toBe(429);
  // 08:00 UTC is 16:00 in Chongqing.
  expect(await locked.text()).toContain('试错的次数太多。请在16:15以后再登录');
  expect(await room.acts()).toContain(`locked-out ${li.name}`);
  room.passMinutes(16);
  expect((await browser.login(li.name, password)).status).toBe(303);
});

test('the session cookie reaches no script, no other site and no page outside the console', async () => {
  for (const [isSecure, secure] of [
    [false, ''],
    [true, ' Secure;'],
  ] as const) {
    const room = await openConsoleRoom({ isSecure });
    await room.hire(li);
    const response = await room.openBrowser().login(li.name, password);
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('console='));
    expect(cookie).toMatch(
      new RegExp(`^console=[\\w-]{43}; Path=/console; HttpOnly;${secure} SameSite=Strict$`),
    );
  }
});

test('a session id planted in a browser is worth nothing after the login', async () => {
  const room = await openConsoleRoom();
  await room.hire(wang);
  const attacker = await room.enter(li);
  const planted = attacker.cookies.get('console') ?? '';
  const victim = room.openBrowser();
  victim.cookies.set('console', planted);
  await victim.login(wang.name, password);
  expect(victim.cookies.get('console')).not.toBe(planted);
  expect((await attacker.get('/console')).status).toBe(303);
  expect((await victim.get('/console')).status).toBe(200);
});

test('an id that nobody was given opens nothing', async () => {
  const room = await openConsoleRoom();
  const browser = room.openBrowser();
  browser.cookies.set('console', 'A'.repeat(43));
  expect((await browser.get('/console')).status).toBe(303);
});

test('a session ends after half an hour without a page, and what is handed in then is not taken', async () => {
  const room = await openConsoleRoom();
  await room.answer('q-1');
  const browser = await room.enter(li);
  room.passMinutes(29);
  expect((await browser.get('/console')).status).toBe(200);
  room.passMinutes(31);
  const late = await browser.post('/console/answers/q-1/verdict', { overall: 'right' });
  expect(late.status).toBe(401);
  expect((await browser.get('/console')).status).toBe(303);
  expect(await room.acts()).not.toContain(`verdict-recorded ${li.name}`);
});

test('who logs out is out, also with the cookie kept', async () => {
  const room = await openConsoleRoom();
  const browser = await room.enter(li);
  const kept = browser.cookies.get('console') ?? '';
  const out = await browser.post('/console/logout');
  expect(out.headers.get('Location')).toBe('/console/login');
  expect(browser.cookies.has('console')).toBe(false);
  browser.cookies.set('console', kept);
  expect((await browser.get('/console')).status).toBe(303);
  expect(await room.acts()).toContain(`logout ${li.name}`);
});

test.each([...forms, '/console/login', '/console/nothing'])(
  'a form without the token of the session is not taken at %s',
  async (path) => {
    const room = await openConsoleRoom();
    await room.answer('q-1');
    const other = await room.enter(wang);
    const [, foreign = ''] = /name="csrf" value="([^"]+)"/.exec(await other.read('/console')) ?? [];
    const browser = await room.enter(li);
    const before = await room.acts();
    for (const csrf of [[], [''], ['guessed'], [foreign]]) {
      const response = await browser.send(path, {
        csrf,
        overall: 'right',
        name: li.name,
        password,
      });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('没有提交成功');
    }
    const raw = await browser.request(path, { method: 'POST', body: '{}' });
    expect(raw.status).toBe(403);
    const left = (await room.acts()).slice(before.length);
    // Once, however often it is tried; who is not logged in has no name to log.
    const page = path.split('/').slice(0, 3).join('/');
    expect(left).toEqual(path === '/console/login' ? [] : [`refused ${li.name} forged ${page}`]);
    expect(room.replayed).toEqual([]);
  },
);

test('nobody is logged in by a form that was shown to another browser', async () => {
  const room = await openConsoleRoom();
  await room.hire(li);
  const attacker = room.openBrowser();
  const [, csrf = ''] =
    /name="csrf" value="([^"]+)"/.exec(await attacker.read('/console/login')) ?? [];
  const victim = room.openBrowser();
  await victim.read('/console/login');
  const response = await victim.send('/console/login', { csrf, name: li.name, password });
  expect(response.status).toBe(403);
  expect(victim.cookies.has('console')).toBe(false);
});

test('each role finds its pages in the navigation and no others', async () => {
  const room = await openConsoleRoom();
  const seen = async (html: Promise<string>) =>
    [...(await html).matchAll(/href="\/console\/([\w-]+)"/g)].map(([, page]) => page);
  const reviewer = await seen((await room.enter(li)).read('/console'));
  const clerk = await seen((await room.enter(staff)).read('/console'));
  const chief = await seen((await room.enter(admin)).read('/console'));
  expect(reviewer).toEqual(['overview', 'corpus', 'proposals', 'sign-offs', 'blocks']);
  expect(clerk).toEqual('overview tickets corpus proposals exports pauses blocks'.split(' '));
  expect(chief).toEqual(
    'overview tickets corpus proposals sign-offs exports pauses blocks settings'.split(' '),
  );
});

test('what is too long to read is refused in plain words', async () => {
  const room = await openConsoleRoom();
  const browser = await room.enter(li);
  const response = await browser.post('/console/answers/q-1/verdict', { note: 'x'.repeat(70_000) });
  expect(response.status).toBe(413);
  expect(await response.text()).toContain('请写短一些');
});

test('when a page fails one reads a sentence, and the log line holds no id of an answer', async () => {
  const room = await openConsoleRoom({
    replay: () => Promise.reject(new Error('no such table')),
  });
  await room.answer('0123456789-question');
  const browser = await room.enter(li);
  const failed = await browser.post('/console/answers/0123456789-question/replay');
  expect(failed.status).toBe(500);
  expect(await failed.text()).not.toContain('table');
  expect(room.lines.join('')).toContain('no such table');
  expect(room.lines.join('')).not.toContain('0123456789');
});
