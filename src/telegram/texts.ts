// The home of what residents read in Telegram besides answers: plain, short, friendly.

import { maxQuestionLength } from '../answering/normalize-question.ts';
import {
  beijingDay,
  blockedUntil,
  countsInWords,
  isNothing,
  keptBetween,
  openTickets,
  whatGoes,
  whatStays,
  whyItStays,
} from '../answering/personal-data-wording.ts';
import { dayInWords, noReply, ticketOverdue, ticketStates } from '../answering/ticket-wording.ts';
import type { KeptData } from '../audit/find-kept-data.ts';
import type { Ticket } from './desk.ts';

export const commandList = [
  { command: 'start', description: '这是什么，怎么用' },
  { command: 'services', description: '按主题看能办什么事' },
  { command: 'report', description: '看街道法治政府建设报告' },
  { command: 'human', description: '想找人问，或者留话给工作人员' },
  { command: 'complaint', description: '投诉，或者查办到哪一步' },
  { command: 'sources', description: '我的资料从哪里来' },
  { command: 'privacy', description: '您的问题怎么保存' },
  { command: 'mydata', description: '看留下了您的什么' },
  { command: 'delete', description: '删除留下的内容' },
  { command: 'help', description: '怎么提问' },
] as const;

export const examples = [
  '老板拖欠工资怎么办？',
  '申请法律援助要什么条件？',
  '邻里纠纷找谁调解？',
  '2023年街道调解了多少起纠纷？',
] as const;

/** @param sharesQuestions whether questions go to a company that runs a language model. */
export const start = (
  sharesQuestions: boolean,
) => `您好！我是小龙坎街道公共法律服务助手，由AI自动回答。

我能做什么：
- 告诉您公共法律服务怎么办、找谁、要不要钱。
- 查小龙坎街道的法治政府建设报告。
- 每句话都给出处，您可以点开看原文。

我不是什么：
- 我不是真人，也不是律师，说的不是法律意见。
- 我会出错。要紧的事，请点“看原文”核对，或者打12348问。
- 我不管急事。有危险马上打110，有人受伤马上打120。

关于您的隐私：
- 问题会留下来，用来检查和改进回答；电话、身份证号这些会先遮住。
- 不要发身份证号、银行卡号和别人的隐私。
- 消息要经过Telegram在境外的服务器。${sharesQuestions ? '\n- 为了看懂和回答，遮住个人信息的问题会发给提供AI服务的公司。' : ''}

直接用平常的话问就行，也可以点下面的例子：`;

export const help = `怎么问：
- 直接打字，一次问一件事，像平常说话一样。
- 说清楚是什么事、在哪里、到了哪一步，答得更准。
- 接着上一个问题追问也可以。

答复下面的按钮：
- “展开”：回答太长的时候，看全部。
- “看原文”：看这句话出自哪里。
- “有用”“没用”：告诉我答得好不好。
- “换个问法”：没答到点子上，换个说法再问。
- “转人工”：没答上来的，留给工作人员看。

别的命令：
/services 按主题看能办什么事
/report 看街道报告
/human 想找人问，或者留话给工作人员
/complaint 投诉，或者查办到哪一步
/sources 我的资料从哪里来
/privacy 您的问题怎么保存
/mydata 看留下了您的什么
/delete 删除留下的内容

在群里，请先@我，或者回复我的消息再问。`;

/** @param sharesQuestions as in `start`. */
export const privacy = (sharesQuestions: boolean, retentionDays: number) => `您的问题怎么保存：
1. 留下什么：您的问题和我的回答。电话、身份证号、银行卡号这些会先遮住再保存。不保存您的名字和账号，只留一个认不出人的编号。您投诉的话、留给工作人员的话，也先遮住再保存，还记下期限和办到哪一步；没有您的电话，所以工作人员不能回复您。
2. 用来做什么：检查答得对不对，改进资料，不做别的。
3. 谁能看到：负责这项服务的工作人员。另外，您在这里发的消息都要经过Telegram在境外的服务器，不想这样，请直接打12348或到社区当面问。
4. 留多久：一般留${retentionDays}天，到期自动删除。工作人员选去改进资料的问题会留下来，个人信息已经遮住，也不知道是谁问的。
5. 您能做什么：发 /mydata 看留下了什么，发 /delete 删除。${sharesQuestions ? '\n6. 发给谁：为了看懂问题、写出回答，遮住个人信息的问题和前几次问答，会发给提供AI服务的公司。' : ''}

请不要发身份证号、银行卡号、密码和别人的隐私。`;

export const privateOnly = '为了不让别人看到，请私下发给我：点我的头像，发消息。';
export const nothingKept = '没有留下您的问题，也没有留下您给工作人员的话。';

/** @param retentionDays after which everything goes by itself. */
export const keptData = (kept: KeptData, retentionDays: number) => {
  const blocked = kept.blockedUntil === undefined ? '' : `\n\n${blockedUntil(kept.blockedUntil)}`;
  if (kept.since === undefined) return `${nothingKept}${blocked}`;
  const { from, until } = keptBetween(kept.since, retentionDays);
  const latest = kept.latest.map(
    ({ askedAt, text }) => `\n- ${beijingDay(new Date(askedAt))}：${text || '（没有内容）'}`,
  );
  return `留下了您的：${countsInWords(kept)}。
最早的是${from}的，留到${until}，到期自动删除。${
    latest.length === 0
      ? ''
      : `\n\n您最近问的（遮住个人信息以后，就是这样保存的）：${latest.join('')}`
  }${blocked}

想现在就删除，发：/delete`;
};

export const confirmErasing = (kept: KeptData) => `要删除吗？留下了您的：${countsInWords(kept)}。
${kept.openTickets > 0 ? `${openTickets(kept.openTickets)}\n` : ''}
会删掉：
${whatGoes.map((line) => `- ${line}`).join('\n')}

删了就找不回来。`;

export const erased = (kept: KeptData, sharesQuestions: boolean) =>
  isNothing(kept)
    ? '没有要删的，或者已经删完了。'
    : `删掉了：${countsInWords(kept)}。

还留着：
${whatStays.map((line) => `- ${line}`).join('\n')}${
  sharesQuestions ? '\n- 以前发给AI公司的问题，我们删不到，个人信息已经遮住。' : ''
}
${whyItStays}

这个聊天里的消息在Telegram那里，请您自己删。以后您再问，会重新留下记录。`;

export const chatNumber = (chatId: number) => `这个聊天的编号：${chatId}`;

export const notErased = '没有删除。想删的时候，再发 /delete。';
export const erasing = '正在删除…';

export const humanLead = `急事先打电话：
- 有危险、要报警：110
- 有人受伤、急病：120

想找人问：
- 问法律、申请法律援助：12348
- 政府办事、反映问题：12345`;
export const humanHow = '想把问题留给工作人员看：在 /human 后面写上您的问题，一起发给我。';
export const humanHotlines = '资料里还有这些电话，点按钮看管什么、不管什么：';

export const complaintHow = `怎么投诉：
在 /complaint 后面写上是什么事，一起发给我，最多${maxQuestionLength}个字。比如：
/complaint 回答里的电话打不通

查办到哪一步：在 /complaint 后面写编号，一起发给我。

请不要写身份证号、银行卡号和别人的隐私。急事请打110（报警）、120（急救）。`;

export const ticketRefusals = {
  empty: '没有看到字。请用几句话说明是什么事，再发一次。',
  'too-long': `太长了，没有记下。请写短一些，最多${maxQuestionLength}个字。`,
} as const;

export const ticketOpened = ({ number, dueOn, isRepeated }: Ticket & { isRepeated?: true }) =>
  `${isRepeated ? '这件事已经记下了' : '记下了'}，编号：${number}
工作人员最晚${dayInWords(dueOn)}看。

${noReply.join('\n')}
想知道办到哪一步，发：/complaint ${number}`;

export const ticketStatus = ({ number, state, dueOn, overdue }: Ticket) =>
  `编号${number}：${ticketStates[state]}。
期限：${dayInWords(dueOn)}。${overdue ? ticketOverdue : ''}

${noReply.join('\n')}`;

export const alreadyHandedOff = '这个问题已经记下了，谢谢。';

export const topicsLead = '想了解哪方面的事？点一个主题：';
export const topicLead = '点一项看详细内容：';
export const noTopics = '现在没有可以看的资料，请过一会儿再来。急事打110，法律问题打12348。';
export const reportsLead = '点一份报告，按章节看：';
export const noReports = '现在没有可以看的报告，请过一会儿再来。';
export const sectionsLead = '点一节看内容：';

export const sourcesLead = (documents: number, passages: number, sources: number) =>
  `我的回答只根据这些资料：${documents}份文档，${passages}个段落，用到${sources}个公开来源。`;
export const sourcesHeading = (page: number, pages: number) =>
  pages === 1 ? '公开来源：' : `公开来源（第${page}页，共${pages}页）：`;
export const documentsHeading = '报告：';

export const unsupported = '对不起，我目前只看得懂文字。请把您的问题打成字发给我。';
export const unknownCommand = '没有这个命令。直接打字问我就行，或者点 /help 看看怎么用。';
export const emptyMention = '我在。请在@我的后面写上您的问题。';
export const apology =
  '对不起，刚才出了点问题，没有答上来。请再发一次。急事请打110（报警）、120（急救）或12348（法律咨询）。';
/** Shown when nothing can be written to the log. */
export const unavailable =
  '服务暂时不可用，请稍后再试。急事请直接打110（报警）、120（急救）或12348（法律咨询）。';

/** @param ahead messages of the same chat that are answered before. */
export const inLine = (ahead: number) =>
  `收到了。前面还有${ahead}条，我一条一条答，请稍等。急事请直接打110（报警）、120（急救）。`;
export const tooFast = '您点得太快了，请等一分钟再点。';
export const stale = '这个按钮过期了，请重新问一次。';
export const staleBrowsing = '这个按钮过期了，请重新点 /services 或 /report。';
export const searching = '正在查…';
export const asked = (question: string) => `您问：${question}`;
export const thanks = '谢谢，记下了。';
export const alreadyNoted = '您已经选过了，谢谢。';

export const rephrase = `没答到点子上？换个说法试试：
- 说说是什么事，比如“被拖欠工资”“楼上漏水”。
- 说说您想知道什么：要什么条件、怎么办、找谁、多少钱。`;
export const rephraseSuggestions = '也可以点下面的问题：';

export const buttons = {
  more: '展开',
  source: (number: number) => `看原文 [${number}]`,
  officialPage: (number: number) => `官方页面 [${number}]`,
  officialPageAlone: '打开官方页面',
  useful: '有用',
  notUseful: '没用',
  rephrase: '换个问法',
  handoff: '转人工',
  suggestion: (number: number) => `问第${number}个`,
  previous: '上一页',
  next: '下一页',
  topics: '返回主题',
  back: '返回上一级',
  erase: '全部删除',
  keep: '不删了',
} as const;

export const passage = {
  publisher: '发布',
  basis: '依据：',
  checked: '核对日期',
  document: '出自',
  /** The passage that was quoted has since been changed or removed. */
  outdated: '这段资料后来更新过，下面是回答您时引用的原话：',
} as const;
