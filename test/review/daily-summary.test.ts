import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openReviewRoom, staff } from '../fakes/open-review-room.ts';
import { sampleModelUse } from '../fakes/sample-answer.ts';

test('a day is told in lines, with nobody else’s day in it and nobody’s own words', async () => {
  const { review, answer, passMinutes } = await openReviewRoom();
  await answer('before', { ms: 9000 });
  await review.tickets.openInHouse({ kind: 'handoff', text: '请回电', questionId: '' }, staff);
  passMinutes(24 * 60);
  const model = { ...sampleModelUse(), writer: 'quotation', fallback: 'timeout' } as const;
  await answer('slow', { ms: 4200, channel: 'web', model });
  await answer('broken', { ms: 5, status: 'failed-internal' });
  const gap = { status: 'unanswerable-not-covered', ms: 6, redacted: [] } as const;
  await answer('gap-1', { ...gap, text: '停车费怎么收' });
  await answer('gap-2', { ...gap, text: '停车费怎么收' });
  const story = '我和我爱人在某某小区因为楼上漏水和邻居吵了三年该怎么办才好呢';
  await answer('story', { ...gap, text: story });
  passMinutes(24 * 60);
  await answer('after', { ms: 9000 });

  const lines = await review.describeDay('2026-03-02');
  expect(lines).toEqual([
    '2026-03-02 的小结',
    '回答　一共5个：资料里没有答案3，已回答1，程序出错1',
    '渠道　Telegram4，网页1',
    '出错　1个；模型没写成、改用原文1个；核对时去掉过句子5个',
    '最慢　4200毫秒　编号 slow',
    '最慢　6毫秒　编号 gap-1',
    '最慢　6毫秒　编号 gap-2',
    '最慢　6毫秒　编号 story',
    '最慢　5毫秒　编号 broken',
    '没答好　2次　停车费怎么收',
    '没答好　1次　（问的人少，原话不列）',
    '单子　没办的1张，在办的0张，过期的1张',
    '记录　完整，一共15条',
  ]);
  expect(await review.describeDay()).toEqual(lines);
});

test('a day without questions and an altered log are told', async () => {
  const { review, answer, database } = await openReviewRoom();
  await answer('a');
  await sql`update answer set text = '别的'`.execute(database);
  expect(await review.describeDay('2026-02-01')).toEqual([
    '2026-02-01 的小结',
    '回答　一共0个',
    '出错　0个；模型没写成、改用原文0个；核对时去掉过句子0个',
    '单子　没办的0张，在办的0张，过期的0张',
    '记录　有问题：第2条对不上。问题 a 的 answer 这一行被改动过',
  ]);
});
