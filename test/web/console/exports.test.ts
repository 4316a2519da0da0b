import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import { li, staff, wrongVerdict } from '../../fakes/open-review-room.ts';

const formula = '=cmd|"/C calc"!A0';

async function openWithFormula() {
  const room = await openConsoleRoom();
  await room.answer('q-1');
  await room.answer('q-2', { text: formula });
  await room.review.verdicts.record('q-2', { ...wrongVerdict, note: '＠SUM(A1)' }, li);
  return { ...room, browser: await room.enter(staff) };
}

test('a CSV is a file with its name, where it comes from, the AI label and neutral cells', async () => {
  const { browser, database } = await openWithFormula();
  const response = await browser.post('/console/exports', {
    format: 'csv',
    queue: 'all',
    from: '',
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('Content-Disposition')).toBe(
    'attachment; filename="wenda-2026-03-01.csv"',
  );
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  const made = await database
    .selectFrom('event')
    .select(['sequence', 'detail'])
    .where('kind', '=', 'export-made')
    .executeTakeFirstOrThrow();
  expect(made.detail).toBe('赵办 csv all');
  const lines = (await response.text()).split('\r\n');
  expect(lines[0]).toContain('本文件含AI生成内容');
  expect(lines[1]).toBe('"范围","全部"');
  expect(lines[3]).toBe('"导出人","赵办"');
  expect(lines[4]).toContain(`"第${made.sequence - 1}条 `);
  expect(lines[7]).toContain(`,"'=cmd|""/C calc""!A0",`);
  expect(lines.join('\n')).not.toMatch(/(^|,)"?[=+\-@＝＋－＠]/m);
});

test('a spreadsheet holds the same, and no formula', async () => {
  const { browser } = await openWithFormula();
  const response = await browser.post('/console/exports', { format: 'xlsx' });
  const { sheets } = await readXlsx(Buffer.from(await response.arrayBuffer()));
  const cells = (sheets[0]?.rows ?? []).flat().filter((cell) => typeof cell === 'string');
  expect(cells[0]).toContain('AI生成');
  expect(cells).toContain(`'${formula}`);
  expect(cells.filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
});

test('JSON lines of a selection hold what it chooses', async () => {
  const { browser } = await openWithFormula();
  const response = await browser.post('/console/exports', { format: 'jsonl', unjudged: 'yes' });
  const [provenance, ...answers] = (await response.text()).trim().split('\n');
  expect(provenance).toContain('AI生成');
  expect(answers.map((line) => JSON.parse(line).id)).toEqual(['q-1']);
});

test('a selection comes along from its address into the form', async () => {
  const { browser } = await openWithFormula();
  const html = await browser.read('/console/exports?queue=refused&status=answered&from=2026-03-01');
  expect(html).toContain('<option value="refused" selected="">');
  expect(html).toContain('<option value="answered" selected="">');
  expect(html).toContain('value="2026-03-01"');
});

test.each([
  { format: 'pdf' },
  {},
  { format: 'csv', from: 'yesterday' },
  { format: 'csv', queue: 'x' },
])('an export that nobody can make is not made (%j)', async (fields) => {
  const { browser, acts } = await openWithFormula();
  expect((await browser.post('/console/exports', fields)).status).toBe(400);
  expect((await acts()).filter((act) => act.startsWith('export-made'))).toEqual([]);
});

test.each(['csv', 'jsonl', 'xlsx'])('others are served while a long %s is made', async (format) => {
  const { browser, answer, site } = await openWithFormula();
  for (let number = 0; number < 600; number += 1) await answer(`more-${number}`);
  const order: string[] = [];
  const response = await browser.post('/console/exports', { format });
  const whole = buffer(response.body ?? new ReadableStream()).then(() => order.push('export'));
  // As a request comes in from a socket: when the process gets round to it.
  const served = new Promise<void>((resolve, reject) => {
    setImmediate(() => {
      Promise.resolve(site.request('/console/login'))
        .then(() => order.push('page'))
        .then(() => resolve(), reject);
    });
  });
  await Promise.all([whole, served]);
  expect(order).toEqual(['page', 'export']);
});

test('an export is read as it is taken, not beforehand', async () => {
  const { browser, answer, log } = await openWithFormula();
  for (let number = 0; number < 600; number += 1) await answer(`more-${number}`);
  const response = await browser.post('/console/exports', { format: 'jsonl' });
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  await reader.read();
  await log.recordFeedback('q-1', ['digest-of-asker'], true);
  let content = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    content += Buffer.from(part.value).toString();
  }
  const lines = content
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(602);
  expect(lines.find(({ id }) => id === 'q-1')).toMatchObject({ useful: 1 });
});
