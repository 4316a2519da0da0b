// The home of what a resident wants before anything is searched: small talk, or one or several questions.

import { isLegalMatter } from './scope.ts';

export type Smalltalk = 'greeting' | 'thanks' | 'goodbye' | 'about' | 'help' | 'praise';

const particles = '[的了吗呢啊呀哦哈嘛噻哟嘞吧么嗷~～!！。.?？，, ]*';
const smalltalk: readonly { kind: Smalltalk; pattern: RegExp }[] = [
  {
    kind: 'greeting',
    pattern: new RegExp(
      `^(?:你好|您好|你们好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|早|嗨|哈喽|哈啰|在不在|在吗|在不|有人吗|有人在不?|喂|hi|hello|hey|good (?:morning|afternoon|evening))${particles}(?:小?助手|机器人|同志|师傅|老师|there)?${particles}$`,
      'i',
    ),
  },
  {
    kind: 'thanks',
    pattern: new RegExp(
      `^(?:好的?|嗯|行|哦|ok)?[,，。 ]*(?:谢谢|谢了|多谢|感谢|谢谢你|谢谢您|太感谢|非常感谢|辛苦|麻烦你|thanks|thank you|thx)(?:你|您|大家|帮助|解答|哈| ?(?:so|very) much)*${particles}(?:(?:我)?(?:知道|晓得|明白|清楚)了?)?${particles}$`,
      'i',
    ),
  },
  {
    kind: 'goodbye',
    pattern: new RegExp(`^(?:再见|拜拜|拜|88|晚安|bye|goodbye|走了|不聊了)${particles}$`, 'i'),
  },
  {
    kind: 'praise',
    pattern: new RegExp(
      `^(?:好的|好|行|嗯+|哦+|知道了|晓得了|明白了|懂了|收到|ok|可以|不错|很好|厉害|真棒|你真好|没事了?|没得事了?)${particles}$`,
      'i',
    ),
  },
  {
    kind: 'about',
    pattern:
      /^(?:请问)?(?:你是谁|你是哪个|你是什么(?:人|东西|机器人)?|你叫(?:什么|啥子?)(?:名字)?|你是(?:真人|人工|机器人|ai|人)(?:吗|还是.*)?|你是(?:不是)?(?:律师|公务员|政府的?|街道的?人?|ai|人工智能|机器人)吗?|(?:这|你)是(?:个)?(?:什么|啥子?)(?:服务|机器人|平台|软件|东西|系统)?|谁(?:做|开发|管)的?你?|介绍(?:一下)?(?:你)?自己|自我介绍.*|who are you|what are you|are you (?:a )?(?:human|robot|bot|lawyer|ai))[吗呢啊呀嘛？?！!。 ]*$/i,
  },
  {
    kind: 'help',
    pattern:
      /^(?:请问)?(?:你|您|这个?|这里)?(?:都|还)?(?:能|会|可以)(?:做|干|帮(?:我|忙)?(?:做|干)?|回答|解答|问)(?:些|点)?(?:什么|啥子?|哪些|哪样)(?:问题|事情?|忙)?[吗呢啊呀嘛？?！!。 ]*$|^(?:怎么|咋个?|如何|啷个)(?:用|使用|问|提问)(?:你|这个|这)?[呢啊呀？?！!。 ]*$|^(?:帮助|使用说明|功能|菜单|help|what can (?:you|i) (?:do|ask)\??)[？?！!。 ]*$|^(?:我)?(?:可以|能)问(?:你)?(?:些|点)?(?:什么|啥子?|哪些)(?:问题)?[？?！!。 ]*$/i,
  },
];

/** A courtesy with a few words around it; what asks or names a matter is not small talk. */
const courtesies: readonly { kind: Smalltalk; pattern: RegExp }[] = [
  { kind: 'goodbye', pattern: /再见|拜拜|晚安|回头聊|下次再聊/ },
  {
    kind: 'thanks',
    pattern: /谢谢|谢了|谢啦|谢射|谢谢?你|多谢|感谢|辛苦(?:了|你)|麻烦你了|thanks|thank you/i,
  },
  {
    kind: 'about',
    pattern:
      /你是(?:谁|哪个|哪位|真人|机器|人工|人还是|ai)|(?:真人|机器人?|人工|AI)(?:吗|还是|在回)/i,
  },
  {
    kind: 'greeting',
    pattern: /^(?:你好|您好|早安|早上好|上午好|下午好|晚上好|打扰|哈喽|嗨|hello|hi)/i,
  },
  {
    kind: 'praise',
    pattern:
      /^(?:要得|好嘛|好的|好哦|可以|行|嗯|晓得|知道|明白|懂|清楚|收到|没(?:得)?事|讲得好|说得好|答得好)/,
  },
];
const courtesyLength = 16;

/** @returns which small talk a message is, when it is nothing else. */
export function findSmalltalk(text: string): Smalltalk | undefined {
  const whole = smalltalk.find(({ pattern }) => pattern.test(text))?.kind;
  if (whole || [...text].length > courtesyLength) return whole;
  const kind = courtesies.find(({ pattern }) => pattern.test(text))?.kind;
  if (kind === 'about') return kind;
  return kind && !isLegalMatter(text) && !asks.test(text.replace(/[。.!！~～]+$/, ''))
    ? kind
    : undefined;
}

const maxParts = 3;
const openings =
  /^(?:[和及跟，,、 ]|另外|还有|以及|顺便(?:问(?:一?下)?)?|再问(?:一?下)?|同时|第[一二三]|[1-3一二三][、.．)）])+[，,：: ]*/;
// A part that asks nothing is the case told before the question, and belongs to it.
const asks =
  /[吗么呢不没]$|(\p{Script=Han})不\1|多少|好多|几|什么|啥|怎么|怎样|咋|啷个|如何|哪|谁|多久|好久|多长|是否|能不能|可不可以|可以.*[吗不]|要不要|有没有|算不算|该不该|会不会|期限|费用|材料|流程|电话|地址|收费|条件|标准|时效|\b(?:how|what|when|where|who|which|is|are|do|does|can|should)\b/iu;

/** The questions of one message in order; a case told beforehand stays with the question that follows it. */
export function splitQuestions(text: string): string[] {
  const pieces = text
    .split(/(?<=[?？])|[;；\n]|[，,。](?=\s*(?:另外|还有|以及|顺便|再问|第[二三]))/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const parts: string[] = [];
  let told = '';
  for (const piece of pieces) {
    const whole = `${told}${piece.replace(openings, '')}`;
    const plain = whole.replace(/[?？。.!！，, ]+$/, '');
    if (plain === '') continue;
    if (!asks.test(plain)) {
      told = `${plain}，`;
      continue;
    }
    parts.push(whole);
    told = '';
  }
  if (told !== '') {
    const rest = told.replace(/，$/, '');
    if (parts.length === 0) return [rest];
    parts[parts.length - 1] = `${parts.at(-1)} ${rest}`;
  }
  if (parts.length > maxParts) return [text];
  return parts.length > 0 ? parts : [text];
}

const followUpOpening =
  /^(?:那么?|这个?|它|他们?|还(?:要|需要|有)|然后|接下来|如果(?:不|没)|要是(?:不|没)|不(?:服|行|给|同意|成)|and |then |what about |how about )/i;
const bareQuestion =
  /^(?:那|那么)?(?:大概|一般|具体|总共|最多|最少|最迟|最晚|最长|最快|需要|需|要|得|又)*(?:多久|好久|多长时间|几天|多少天|(?:多久|好久|几天)(?:内)?(?:要|能|可以)?(?:办完|办好|有结果|出结果|答复|下来)|多少钱|好多钱|收费(?:吗|不)?|要钱(?:吗|不)?|免费(?:吗|不)?|带什么|要什么材料|什么材料|哪些材料|材料(?:呢)?|找谁|找哪个|去哪(?:里|儿)?(?:办|申请)?|在哪(?:里|儿)?(?:办|申请)?|怎么(?:办|申请|弄)|咋个?(?:办|弄|整)|期限(?:呢)?|时效(?:呢)?|电话(?:呢|是多少)?|依据(?:呢|是什么)?|为什么|谁来|有期限吗|流程(?:呢|是什么)?|条件(?:呢|是什么)?|成功率(?:呢)?)[呢啊呀嘛哦吗不？?。 ]*$/;

/** Whether a message asks only how long, how much, where… and of nothing. */
export function isBareQuestion(text: string): boolean {
  return bareQuestion.test(text);
}

/** Whether a message leans on what was asked before. */
export function isFollowUp(text: string): boolean {
  return bareQuestion.test(text) || (followUpOpening.test(text) && [...text].length <= 24);
}
