import { expect, test } from 'vitest';
import type { Role } from '../../../src/review/permits.ts';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import { admin, li, staff } from '../../fakes/open-review-room.ts';

const people = { reviewer: li, staff, admin };
const everybody: readonly Role[] = ['reviewer', 'staff', 'admin'];

const pages: readonly (readonly [string, readonly Role[]])[] = [
  ['/console/overview', everybody],
  ['/console/report', everybody],
  ['/console/proposals', everybody],
  ['/console/sign-offs', ['reviewer', 'admin']],
  ['/console/tickets', ['staff', 'admin']],
  ['/console/tickets/new', ['staff', 'admin']],
  ['/console/exports', ['staff', 'admin']],
  ['/console/pauses', ['staff', 'admin']],
  ['/console/blocks', everybody],
  ['/console/corpus', everybody],
  ['/console/corpus/history', everybody],
  ['/console/corpus/pending', ['staff', 'admin']],
  ['/console/corpus/upload', ['staff', 'admin']],
  ['/console/corpus/sources', ['staff', 'admin']],
  ['/console/corpus/work', ['staff', 'admin']],
  ['/console/settings', ['admin']],
];

type Form = readonly [
  path: string,
  roles: readonly Role[],
  fields: Readonly<Record<string, string>>,
];

const forms: readonly Form[] = [
  [
    '/console/sign-offs',
    ['reviewer', 'admin'],
    { from: '2026-02-01', to: '2026-02-28', note: '', reason: '' },
  ],
  ['/console/tickets', ['staff', 'admin'], { kind: 'complaint', text: '投诉', questionId: '' }],
  ['/console/exports', ['staff', 'admin'], { format: 'csv' }],
  ['/console/pauses/web/pause', ['staff', 'admin'], { confirmed: 'yes', reason: '检查' }],
  ['/console/pauses/web/resume', ['staff', 'admin'], { confirmed: 'yes' }],
  ['/console/settings/sample-rate', ['admin'], { percent: '10' }],
];
/** These leave no act of the review room: the corpus's own are faked here. */
const corpusForms = [
  'stage',
  'test',
  'publish',
  'discard',
  'roll-back',
  'fetch',
  'upload',
  'remove',
];

test.each(everybody)('a %s opens the pages of the role and no others', async (role) => {
  const room = await openConsoleRoom();
  const browser = await room.enter(people[role]);
  for (const [path, roles] of pages) {
    const expected = roles.includes(role) ? 200 : 403;
    expect([path, (await browser.get(path)).status]).toEqual([path, expected]);
  }
});

test.each(everybody)('a %s hands in the forms of the role and no others', async (role) => {
  const room = await openConsoleRoom();
  const { review, acts } = room;
  const browser = await room.enter(people[role]);
  const ticket = await review.tickets.openForResident({ kind: 'handoff', text: '转人工' }, [
    'digest',
  ]);
  if ('refused' in ticket) throw new Error(ticket.refused);
  const note: Form = [
    `/console/tickets/${ticket.id}`,
    ['staff', 'admin'],
    { state: 'closed', note: '好' },
  ];
  for (const [path, roles, fields] of [...forms, note]) {
    const before = (await acts()).length;
    const { status } = await browser.post(path, fields);
    const isAllowed = roles.includes(role);
    expect([path, status]).toEqual([
      path,
      isAllowed ? (path === '/console/exports' ? 200 : 303) : 403,
    ]);
    const left = (await acts()).slice(before);
    expect([path, left.length]).toEqual([path, 1]);
    const [, page = ''] = path.split('/').slice(1);
    const refused = `refused ${people[role].name} not-permitted /console/${page}`;
    if (!isAllowed) expect(left).toEqual([refused]);
    room.passMinutes(1);
  }
});

test('a reviewer has nothing done with the corpus, and the log says that it was tried', async () => {
  const { enter, acts } = await openConsoleRoom();
  const browser = await enter(li);
  for (const act of corpusForms) {
    expect([act, (await browser.post(`/console/corpus/${act}`)).status]).toEqual([act, 403]);
  }
  expect((await acts()).at(-1)).toBe('refused 李评 not-permitted /console/corpus');
});

test('nobody opens a page or hands in a form without a session', async () => {
  const { openBrowser, acts } = await openConsoleRoom();
  const stranger = openBrowser();
  const chart = '/console/charts/days.svg?from=2026-03-01&to=2026-03-31&theme=light&size=wide';
  for (const path of [...pages.map(([page]) => page), chart]) {
    const response = await stranger.get(path);
    expect([path, response.status]).toEqual([path, 303]);
    expect(response.headers.get('Location')).toMatch(/^\/console\/login\?/);
  }
  for (const [path, , fields] of forms) {
    expect([path, (await stranger.send(path, fields)).status]).toEqual([path, 401]);
  }
  expect(await acts()).toEqual([]);
});

test('no form is taken without the token of the session', async () => {
  const room = await openConsoleRoom();
  const { review, acts } = room;
  const browser = await room.enter(admin);
  const ticket = await review.tickets.openForResident({ kind: 'handoff', text: '转人工' }, [
    'digest',
  ]);
  if ('refused' in ticket) throw new Error(ticket.refused);
  const note: Form = [
    `/console/tickets/${ticket.id}`,
    ['staff', 'admin'],
    { state: 'closed', note: '好' },
  ];
  const before = await acts();
  for (const [path, , fields] of [...forms, note]) {
    expect([path, (await browser.send(path, fields)).status]).toEqual([path, 403]);
    expect([path, (await browser.send(path, { ...fields, csrf: 'x' })).status]).toEqual([
      path,
      403,
    ]);
  }
  expect((await acts()).filter((act) => !act.startsWith('refused '))).toEqual(before);
});
