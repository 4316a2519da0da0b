import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSmalltalk, isFollowUp, splitQuestions } from '../../src/answering/route.ts';

describe('small talk is known by its kind', () => {
  test.each([
    ['你好', 'greeting'],
    ['您好！', 'greeting'],
    ['在吗?', 'greeting'],
    ['早上好呀', 'greeting'],
    ['hello there', 'greeting'],
    ['谢谢', 'thanks'],
    ['好的,谢谢你哈', 'thanks'],
    ['谢谢,我晓得了', 'thanks'],
    ['thank you so much', 'thanks'],
    ['再见', 'goodbye'],
    ['拜拜咯', 'goodbye'],
    ['要得', 'praise'],
    ['好的', 'praise'],
    ['晓得了', 'praise'],
    ['没得事了', 'praise'],
    ['你是谁?', 'about'],
    ['你是真人吗', 'about'],
    ['你是不是律师', 'about'],
    ['你是机器人还是人', 'about'],
    ['who are you?', 'about'],
    ['你能做什么', 'help'],
    ['你会回答些什么问题?', 'help'],
    ['怎么用', 'help'],
    ['help', 'help'],
  ])('%s', (text, kind) => {
    expect(findSmalltalk(text)).toBe(kind);
  });
});

describe('a question is no small talk, however polite', () => {
  test.each([
    '你好,老板欠薪怎么办',
    '谢谢,请问法律援助怎么申请',
    '您好 我想离婚',
    '请问小孩上学怎么办',
    '好的,那要多久',
    '可以申请法律援助吗',
    '行政复议怎么申请',
    '谢谢你告诉我12348,那12345呢',
    '你能做什么来帮我要回工资',
    '早上六点装修合法吗',
    'hello, how can I get legal aid?',
  ])('%s', (text) => {
    expect(findSmalltalk(text)).toBeUndefined();
  });
});

describe('a message is cut into its questions', () => {
  test.each([
    ['怎么申请法律援助?要多久?', ['怎么申请法律援助?', '要多久?']],
    ['怎么申请法律援助?要多久?带什么材料?', ['怎么申请法律援助?', '要多久?', '带什么材料?']],
    ['离婚怎么办?另外财产怎么分?', ['离婚怎么办?', '财产怎么分?']],
    ['2023年调解了多少件,还有培训了几次', ['2023年调解了多少件', '培训了几次']],
    ['1、工资怎么要?2、仲裁要钱吗?', ['工资怎么要?', '仲裁要钱吗?']],
    ['离婚要什么材料;结婚要什么材料', ['离婚要什么材料', '结婚要什么材料']],
  ])('%s', (text, parts) => {
    expect(splitQuestions(text)).toEqual(parts);
  });
});

describe('a case that is told stays with its question', () => {
  test.each([
    ['老板跑了;工资怎么要?', ['老板跑了,工资怎么要?']],
    ['我被辞退了。要赔偿怎么算?要多久?', ['我被辞退了。要赔偿怎么算?', '要多久?']],
    ['公司欠薪三个月,没签合同,怎么办', ['公司欠薪三个月,没签合同,怎么办']],
    ['劳动仲裁要多少钱?我是外地人', ['劳动仲裁要多少钱? 我是外地人']],
    ['楼上漏水', ['楼上漏水']],
  ])('%s', (text, parts) => {
    expect(splitQuestions(text).map((part) => part.replaceAll('，', ','))).toEqual(parts);
  });
});

test('more questions than can be answered one by one are searched as one', () => {
  const text = '工资怎么要?仲裁多久?要多少钱?找谁?';
  expect(splitQuestions(text)).toEqual([text]);
});

test('any message has between one and three questions, none of them empty', () => {
  const piece = fc.constantFrom(
    ...[
      '怎么办',
      '多少钱',
      '老板跑了',
      '?',
      '？',
      ';',
      '。',
      '，',
      '\n',
      '另外',
      '1、',
      ' ',
      'how',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
      const text = pieces.join('').trim();
      fc.pre(/[\p{L}\p{N}]/u.test(text));
      const parts = splitQuestions(text);
      expect(parts.length).toBeGreaterThanOrEqual(1);
      expect(parts.length).toBeLessThanOrEqual(3);
      for (const part of parts) expect(part).not.toBe('');
    }),
  );
});

describe('what leans on the question before', () => {
  test.each([
    '要多久?',
    '那要多少钱呢',
    '需要什么材料',
    '找谁',
    '那去哪里办',
    '不服怎么办',
    '如果不给呢',
    '然后呢',
    '电话是多少',
    '期限呢',
    '它要收费吗',
    'what about the cost?',
  ])('%s leans', (text) => {
    expect(isFollowUp(text)).toBe(true);
  });

  test.each([
    '劳动仲裁要多久',
    '法律援助要什么材料',
    '2023年街道调解了多少件',
    '老板拖欠工资怎么办',
    '这个月老板没有发我工资而且说以后也不发,我应该去找哪个部门',
    'How do I apply for legal aid?',
  ])('%s stands alone', (text) => {
    expect(isFollowUp(text)).toBe(false);
  });
});
