import { buffer, text } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { ExportFormat } from '../../src/review/export-answers.ts';
import type { Actor } from '../../src/review/permits.ts';
import { selectionSchema } from '../../src/review/selection.ts';
import {
  admin,
  li,
  openReviewRoom,
  rightVerdict,
  staff,
  wrongVerdict,
} from '../fakes/open-review-room.ts';

const all = selectionSchema.parse({});

async function openWithAnswers() {
  const room = await openReviewRoom();
  await room.answer('q-1');
  room.passMinutes(1);
  await room.answer('q-2', { text: '=cmd|"/C calc"!A0' });
  await room.review.verdicts.record('q-2', wrongVerdict, li);
  const start = async (format: ExportFormat, by: Actor = staff, selection = all) => {
    const made = await room.review.exportAnswers(selection, format, by);
    if ('refused' in made) throw new Error(made.refused);
    return made;
  };
  return { ...room, start };
}

test('a CSV has the byte order mark, where it comes from, and neutral cells', async () => {
  const { start, database } = await openWithAnswers();
  const head = await database.selectFrom('chain_head').selectAll().executeTakeFirst();
  const selection = selectionSchema.parse({ from: '2026-03-01', text: '' });
  const made = await start('csv', staff, selection);
  expect(made).toMatchObject({ fileName: 'wenda-2026-03-01.csv', contentType: /^text\/csv/ });
  // `text` would drop the mark.
  const bytes = await buffer(made.body);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString().slice(1).split('\r\n');
  expect(lines.slice(0, 6)).toEqual([
    '"本文件含AI生成内容。个人信息已隐去。仅供工作使用。"',
    '"范围","全部，从2026-03-01"',
    '"导出时间（北京）","2026-03-01 16:01:00"',
    '"导出人","赵办"',
    `"记录链末端","第${head?.sequence}条 ${head?.digest}"`,
    '',
  ]);
  expect(lines[7]).toContain(`,"'=cmd|""/C calc""!A0",`);
  expect(lines[7]).toContain('"李评：错误；数字或金额不对；金额不对；应为：不收费"');
  expect(lines[8]).toContain('劳动仲裁要不要钱？电话[电话]');
});

test('JSON lines carry the provenance first and then every answer whole', async () => {
  const { start } = await openWithAnswers();
  const lines = (await text((await start('jsonl')).body)).trim().split('\n');
  const [provenance, newest, oldest] = lines.map((line): unknown => JSON.parse(line));
  expect(provenance).toMatchObject({
    provenance: { notice: expect.stringContaining('AI生成'), by: '赵办', selection: all },
  });
  expect(newest).toMatchObject({ id: 'q-2', verdicts: [{ reviewer: '李评', overall: 'wrong' }] });
  expect(oldest).toMatchObject({
    id: 'q-1',
    question: '劳动仲裁要不要钱？电话[电话]',
    citations: [{ passageId: 'labor-arbitration#cost' }, { passageId: 'litigation-fees#labor' }],
  });
  expect(lines).toHaveLength(3);
});

test('a spreadsheet has the same rows, and no cell is a formula', async () => {
  const { start } = await openWithAnswers();
  const made = await start('xlsx');
  const { sheets } = await readXlsx(await buffer(made.body));
  const rows = sheets[0]?.rows ?? [];
  expect(rows[0]?.[0]).toContain('AI生成');
  expect(rows[6]?.slice(0, 2)).toEqual(['编号', '提问时间（北京）']);
  expect(rows[7]?.[4]).toBe(`'=cmd|"/C calc"!A0`);
  expect(rows[8]?.[0]).toBe('q-1');
  expect(rows).toHaveLength(9);
});

test('an export does not tell a second reviewer what the first one said', async () => {
  const { start, review } = await openWithAnswers();
  expect(await text((await start('csv', admin)).body)).not.toContain('金额不对');
  expect(await text((await start('csv', staff)).body)).toContain('金额不对');
  await review.verdicts.record('q-2', rightVerdict, admin);
  expect(await text((await start('csv', admin)).body)).toContain('金额不对');
});

test('a superseded verdict is not exported', async () => {
  const { start, review } = await openWithAnswers();
  await review.verdicts.record('q-2', rightVerdict, li);
  expect(await text((await start('csv')).body)).not.toContain('金额不对');
});

test('an export narrows as its selection does, and is in the log before its first byte', async () => {
  const { acts, log, start } = await openWithAnswers();
  const selection = selectionSchema.parse({ queue: 'unjudged', text: '劳动' });
  const made = await start('csv', staff, selection);
  expect((await acts()).at(-1)).toBe('export-made 赵办 csv unjudged');
  expect((await log.verify()).brokenAt).toBeUndefined();
  const content = await text(made.body);
  expect(content).toContain('q-1');
  expect(content).not.toContain('q-2');
  expect(content).toContain('还没评的，问题里有“劳动”');
});

test('more answers than one batch all come, each once', async () => {
  const { start, answer } = await openWithAnswers();
  for (let number = 0; number < 230; number += 1) await answer(`more-${number}`);
  const lines = (await text((await start('jsonl')).body)).trim().split('\n').slice(1);
  expect(new Set(lines.map((line) => JSON.parse(line).id)).size).toBe(232);
  expect(lines).toHaveLength(232);
});

test('who stops receiving ends the reading', async () => {
  const { start, answer } = await openWithAnswers();
  for (let number = 0; number < 130; number += 1) await answer(`more-${number}`);
  for (const format of ['csv', 'jsonl', 'xlsx'] as const) {
    const reader = (await start(format)).body.getReader();
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
    expect((await reader.read()).done).toBe(true);
  }
});

test('who may not export gets nothing, and the log has no export', async () => {
  const { review, acts } = await openReviewRoom();
  expect(await review.exportAnswers(all, 'csv', li)).toEqual({
    refused: expect.stringContaining('不能做这件事'),
  });
  expect(await acts()).toEqual([]);
});
