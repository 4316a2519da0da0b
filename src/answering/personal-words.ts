// The home of personal words: names that are given as names, and addresses down to the door. Patterns are over folded text.

import type { RedactionRule } from './personal-numbers.ts';

/** The commonest surnames, which 99 of 100 people bear, and the two-character ones. */
const surname =
  '(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒|令狐|东方|南宫|端木|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫屈鲍覃霍翁甘景单包柏宁柯阮桂闵柴华冉房晏吉刁简饶冷])';
/** Words that begin like a surname. */
const noName =
  '(?!马上|包工|包括|任何|高管|高中|高龄|高三|高二|高一|大|房东|房主|车主|关门|关系|解除|管理|项目|路人|成年|单亲|单身|单位|单方|安保|安徽|安置|万一|万州|华人|江北|江津|江苏|江西|石桥|石柱|于是|文盲|文员|方便|方面|金融|白天|白领|白血|严重|余下|何时|何人|常年|常住|武隆|贺|温州|康复|贾|黎族|苗族|白族|向我|向他|游客|易|叶|谷|宁夏|云南|湖|黄牛|牛|左邻|左边|章程|毕业|任职|华为|万科)';
const given = '\\p{Script=Han}';
const name = `${noName}${surname}${given}{1,2}`;
const mark = '[，,。.！!？?；;、:：)\\s\\[\\d]';
/** Where a name ends: a mark, or a word that goes on about its bearer. */
const end = `(?=${mark}|$|住|今年|是|在|想|要|电话|手机|身份证|家住|男|女|欠|借|打|被|和|跟|与|的|他|她|我)`;
const relation =
  '他|她|对方|老公|丈夫|老婆|妻子|爱人|儿子|女儿|父亲|母亲|爸爸?|妈妈?|老汉|老板|房东|租客|邻居|同事|朋友|前夫|前妻|男友|女友|包工头|婆婆|公公|岳父|岳母|哥哥?|弟弟?|姐姐?|妹妹?|孩子|娃儿?|骗子|司机|同学';
const party =
  '姓名|联系人|户名|收款人|借款人|出借人|当事人|申请人|被申请人|原告|被告|债务人|债权人|欠款人|名字';

const number = '[\\d一二三四五六七八九十百零〇]';
/** A room: parts joined by dashes, three digits and more, or one that is called a room. */
const room = `(?:${number}{1,3}(?:-${number}{1,4}){1,2}(?:室|号|房|户)?|${number}{3,4}(?:室|号|房|户)?|${number}{1,4}(?:室|房))(?![\\d元块万年月日天个人点时斤平])`;
const block = `[A-Za-z]?${number}{1,3}(?:栋|幢|号楼|座)`;
const unit = `${number}{1,2}单元`;
const floor = `${number}{1,2}[楼层]`;
const estate =
  '(?:(?![在住到是于从去和区市县家的我他她])\\p{Script=Han}){2,8}?(?:小区|花园|家园|公寓|大厦|广场|苑|城|园|庭|府|湾|院)';
const street =
  '(?:(?![在住到是于从去和与跟把被区市县镇乡家的我他她])\\p{Script=Han}){1,8}?(?:路|街(?!道)|大道|巷|弄|胡同|里|村)';
const door = `${number}{1,5}号(?![线文令台])(?:附${number}{0,4}号?)?`;
const address = [
  `${street}${door}(?:${estate})?(?:${block})?(?:${unit})?(?:${floor})?(?:${room})?`,
  `(?:${estate})?${block}(?:${unit})?(?:[A-Za-z]座)?(?:${floor})?${room}`,
  `(?:${estate})?${unit}(?:${floor})?${room}`,
  `${estate}(?:${floor})?${number}{1,4}(?:室|房)`,
  `(?<![月\\d])${number}{1,5}号(?:附${number}{0,4}号?)?(?=${number}{1,2}-)${room}`,
  `\\p{Script=Han}{2,6}村${number}{1,3}[组社]${number}{1,4}号`,
  `(?<=(?:住|住址|地址|家在)[^\\d，。]{0,16})\\d{1,3}-\\d{1,3}(?:-\\d{1,4})?(?![\\d点时日月年])`,
].join('|');

export const personalWords: readonly RedactionRule[] = [
  {
    kind: 'name',
    mask: '我叫[姓名]',
    // What is said to be called may be a minority's or a rare name: everything up to a mark, but no verb.
    pattern: new RegExp(
      `(?:我叫|我的名字(?:叫|是)|我名叫|本人叫)\\s?(?:${name}(?=${mark}|$|住|今年|是|在|想|要|电话|手机|身份|家住|男|女|欠|被|和|跟|的|我)|(?!不|没|了|过|什么|啥|他|她|你|人|救护车|警察|物业|车|房东|邻居|保安|医生|律师|老[板公婆师]|妈|爸|爷|奶|儿子|女儿|孩子|娃|外卖|快递|滴滴)[\\p{Script=Han}·]{2,8}(?=${mark}|$|住|今年|是|在|想|要))`,
      'gu',
    ),
  },
  {
    kind: 'name',
    mask: '我叫[姓名]',
    pattern: new RegExp(
      `(?<!\\p{Script=Han})(?:我是|本人|我姓名是?)\\s?${noName}${surname}${given}{1,2}(?<![人工生员师者户民方主长兵客东商妈爸子女孙婆友籍族亲们家类岁年届级班])(?=[，,。.！!？?；;、\\s]|$|住|今年)`,
      'gu',
    ),
  },
  {
    kind: 'name',
    mask: '[姓名]',
    pattern: new RegExp(`(?<=(?:${relation})(?:的?名字)?叫做?\\s?)${name}${end}`, 'gu'),
  },
  {
    kind: 'name',
    mask: '[姓名]',
    pattern: new RegExp(`(?<=(?:${party})[是为叫:：]{1,2}\\s?)${name}${end}`, 'gu'),
  },
  {
    kind: 'name',
    mask: 'my name is [姓名]',
    pattern: /my name is\s+\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+){0,2}/giu,
  },
  { kind: 'address', mask: '[住址]', pattern: new RegExp(address, 'gu') },
  {
    kind: 'address',
    mask: '[住址]',
    pattern:
      /(?:No\.?\s?)?\d{1,5},?\s+(?:\p{Lu}\p{L}+\s+){1,3}(?:Road|Street|Rd|St|Avenue|Ave|Lane)\b\.?/gu,
  },
];
