import { describe, expect, test } from 'vitest';
import { redact } from '../../src/answering/redact.ts';

describe('personal data is masked', () => {
  test.each([
    // GB 11643-1999, annex A: the example number of the standard.
    [
      'an identity number',
      '我的身份证11010519491231002X',
      '我的身份证[身份证号]',
      'identity-number',
    ],
    ['a small x', '身份证11010519491231002x丢了', '身份证[身份证号]丢了', 'identity-number'],
    ['parts with spaces', '是110105 1949 1231 002X吗', '是[身份证号]吗', 'identity-number'],
    ['a digit mistyped', '身份证110105194912310021', '身份证[身份证号]', 'identity-number'],
    ['fifteen digits', '老身份证510202530708151', '老身份证[身份证号]', 'identity-number'],
    ['a mobile number', '打13800138000找我', '打[手机号]找我', 'phone'],
    ['a spaced mobile number', '打138 0013 8000找我', '打[手机号]找我', 'phone'],
    ['a hyphened mobile number', '打138-0013-8000找我', '打[手机号]找我', 'phone'],
    ['one with the country code', '打+86 13800138000找我', '打[手机号]找我', 'phone'],
    ['a landline', '座机023-65312345没人接', '座机[座机号]没人接', 'phone'],
    ['a landline without a hyphen', '座机02365312345没人接', '座机[座机号]没人接', 'phone'],
    ['a bank card', '卡号6222020000000000000被盗', '卡号[银行卡号]被盗', 'bank-card'],
    ['a card in groups', '卡号4111 1111 1111 1111被盗', '卡号[银行卡号]被盗', 'bank-card'],
    ['an e-mail address', '发到li.si+a@mail.example.cn好吗', '发到[邮箱]好吗', 'email'],
    ['a plate', '渝A12345撞了我', '[车牌号]撞了我', 'plate'],
    ['a plate with a dot', '渝A·8K6B2撞了我', '[车牌号]撞了我', 'plate'],
    ['an electric car’s plate', '渝AD12345撞了我', '[车牌号]撞了我', 'plate'],
    ['a name', '我叫张小三，老板欠薪', '我叫[姓名]，老板欠薪', 'name'],
    ['a name said otherwise', '我的名字是欧阳小三。', '我叫[姓名]。', 'name'],
    ['a flat', '住在3栋2单元5-1的人', '住在[住址]的人', 'address'],
    ['one in groups by dots', '打138.0013.8000找我', '打[手机号]找我', 'phone'],
    ['one in Chinese', '打幺三八零零幺三八零零零一直打不通', '打[手机号]一直打不通', 'phone'],
    ['one in circles', '打❶❸⑧⓿⓪①③⑧⓪⓪⓪找我', '打[手机号]找我', 'phone'],
    ['one in two scripts', '打138零零一三8000找我', '打[手机号]找我', 'phone'],
    ['one split by hidden characters', '打138\u200b0013\u20608000找我', '打[手机号]找我', 'phone'],
    ['one from Hong Kong', '打+852 9123 4567找我', '打[手机号]找我', 'phone'],
    ['a landline in brackets', '打(023)6531 2345转12找我', '打[座机号]找我', 'phone'],
    ['a local number that is called one', '我家电话65312345', '我家电话[座机号]', 'phone'],
    [
      'full-width digits',
      '身份证１１０１０５１９４９１２３１００２Ｘ',
      '身份证[身份证号]',
      'identity-number',
    ],
    ['a digit forgotten', '身份证号51021219480505001X', '身份证号[身份证号]', 'identity-number'],
    [
      'a card with a wrong digit that is called one',
      '卡号6222020000000000005',
      '卡号[银行卡号]',
      'bank-card',
    ],
    ['an address spelled out', '发到lisi(at)qq.com', '发到[邮箱]', 'email'],
    ['a plate of the police', '渝A1234警撞了我', '[车牌号]撞了我', 'plate'],
    ['a plate in small letters', '渝a d12345撞了我', '[车牌号]撞了我', 'plate'],
    ['a WeChat id', '加我微信li_si88', '加我微信[账号]', 'account'],
    ['a QQ number', 'QQ：87654321', 'QQ：[账号]', 'account'],
    ['a passport', '护照号E12345678丢了', '护照号[证件号]丢了', 'credential'],
    ['a soldier’s card', '军字第1234567号', '[证件号]', 'credential'],
    ['somebody else’s name', '老板叫王建国，跑了', '老板叫[姓名]，跑了', 'name'],
    ['a name without a mark after it', '我叫张伟被老板欠薪', '我叫[姓名]被老板欠薪', 'name'],
    ['who somebody is', '我是刘素芬，上次问过', '我叫[姓名]，上次问过', 'name'],
    ['a name in English', 'my name is Li Wei', 'my name is [姓名]', 'name'],
    ['a flat in Chinese numerals', '住三栋二单元五零一室', '住[住址]', 'address'],
    ['the whole way to the door', '住明月路12号5栋2单元12-3', '住[住址]', 'address'],
    ['a street after other words', '老板在小龙坎正街128号开店', '老板在[住址]开店', 'address'],
    ['a street and number', '住址：小龙坎正街128号', '住址：[住址]', 'address'],
  ])('%s', (_what, text, expected, kind) => {
    expect(redact(text)).toEqual({ text: expected, kinds: [kind] });
  });

  test('every one of several, each kind named once', () => {
    const { text, kinds } = redact(
      '我叫李四，电话13800138000或13900139000，身份证11010519491231002X',
    );
    expect(text).toBe('我叫[姓名]，电话[手机号]或[手机号]，身份证[身份证号]');
    expect(kinds).toEqual(['identity-number', 'phone', 'name']);
  });
});

describe('what is no personal data stays', () => {
  test.each([
    '12348是什么电话',
    '打96110还是110',
    '12345、12333和12315的区别',
    '民法典第1077条说什么',
    '（2023）渝0106民初1234号判决',
    '(2023)渝0106民初1234号判决',
    '人民调解协议书87份',
    '2023-09-01以后',
    '2023年9月1日到2024年8月31日',
    '欠我12000元，每月3500元',
    '借款1,234,567.89元',
    '我叫了救护车，谁出钱',
    '我叫什么不重要',
    '我叫不醒他了，怎么办',
    '我叫老板发钱，他不给',
    '我叫邻居小声，他不听',
    '社区30平方米的房子',
    '2020-2023年的报告',
    '9月1号3-5点开门吗',
    '13,800,138,000元的项目',
    '微信12345678元转账',
    '我是单亲妈妈，能申请吗',
    '老板叫马上搬走',
  ])('%s', (text) => {
    expect(redact(text)).toEqual({ text, kinds: [] });
  });

  test('an eighteen-digit number with neither a check digit nor a birth date is no identity number', () => {
    expect(redact('订单110105194913310023').kinds).not.toContain('identity-number');
  });

  test('a long number that fails the Luhn check is no card', () => {
    expect(redact('订单6222020000000000005')).toEqual({
      text: '订单6222020000000000005',
      kinds: [],
    });
  });
});
