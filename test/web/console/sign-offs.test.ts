import { expect, test } from 'vitest';
import { openConsoleRoom, password } from '../../fakes/open-console-room.ts';
import { admin, li, rightVerdict } from '../../fakes/open-review-room.ts';

const dayMinutes = 24 * 60;
const march = { from: '2026-03-01', to: '2026-03-31', note: '', reason: '' };

/** Two answers drawn on the first of March, one of them judged; now it is April. */
async function openInApril() {
  const room = await openConsoleRoom();
  await room.review.setSampleRate(1, admin);
  await room.answer('q-1');
  await room.answer('q-2');
  await room.review.verdicts.record('q-1', rightVerdict, li);
  room.passMinutes(35 * dayMinutes);
  return { ...room, browser: await room.enter(li) };
}

test('the page offers last month with its figures, and asks why when answers are left unjudged', async () => {
  const { browser } = await openInApril();
  const html = await browser.read('/console/sign-offs');
  expect(html).toContain('2026-03-01到2026-03-31：随机抽查2条，还有1条没评。');
  expect(html).toContain('<textarea id="reason"');
  expect(html).toContain('queue=sample&amp;unjudged=yes&amp;from=2026-03-01&amp;to=2026-03-31');
  const refused = await browser.post('/console/sign-offs', { ...march, note: '三月的' });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toMatch(/抽查的还有1条没评.*三月的/s);
});

test('a judged period is signed once, listed, and the next one offered', async () => {
  const { browser, review, acts, passMinutes } = await openInApril();
  await review.verdicts.record('q-2', rightVerdict, li);
  const html = await browser.read('/console/sign-offs');
  expect(html).toContain('全部评过了');
  expect(html).not.toContain('<textarea id="reason"');
  const signed = await browser.post('/console/sign-offs', { ...march, note: '都看过' });
  expect(signed.status).toBe(303);
  expect((await acts()).at(-1)).toBe('period-signed 李评 2026-03-01 2026-03-31');
  const after = await browser.read(signed.headers.get('Location') ?? '');
  expect(after).toContain('已经签字');
  expect(after).toMatch(/2026-03-01到2026-03-31<\/th><td>李评<\/td>.*都看过/s);
  expect(after).toContain('2026-04-01到2026-04-04：');
  const again = await browser.post('/console/sign-offs', march);
  expect(await again.text()).toContain('2026-03-01到2026-03-31已经签过字了');
  passMinutes(60 * dayMinutes);
  await browser.login(li.name, password);
  expect(await browser.read('/console/sign-offs')).toContain('2026-04-01到2026-04-30：');
});

test('a period can be chosen; days that are none are named', async () => {
  const { browser } = await openInApril();
  const html = await browser.read('/console/sign-offs?from=2026-03-10&to=2026-03-12');
  expect(html).toContain('2026-03-10到2026-03-12：随机抽查0条');
  expect((await browser.get('/console/sign-offs?from=x&to=y')).status).toBe(422);
  const odd = await browser.post('/console/sign-offs', { ...march, to: 'tomorrow' });
  expect(odd.status).toBe(400);
});
