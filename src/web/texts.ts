// The home of what residents read on the web besides answers: plain, short, friendly.

export const siteName = '小龙坎街道公共法律服务助手';
export const skip = '跳到正文';
export const navigation = {
  label: '主要页面',
  ask: '提问',
  sources: '资料来源',
  people: '找人问',
  privacy: '隐私说明',
} as const;

export const display = {
  title: '大字和颜色',
  text: { legend: '字的大小', normal: '标准', large: '大字' },
  theme: { legend: '颜色', auto: '跟随手机或电脑', light: '浅色', dark: '深色' },
  contrast: { legend: '对比', normal: '标准', high: '更清楚' },
} as const;

export const footer = {
  what: '本服务由AI自动回答，只根据公开资料，不是法律意见。',
  emergency: '急事先打电话：报警110，急救120，火警119。',
} as const;

export const ask = {
  heading: '有法律上的事，直接问',
  lead: '用平常的话问就行。每句回答都给出处，您可以点开看原文。',
  notHuman: '回答的是AI，不是真人，也不是律师。',
  label: '您的问题',
  hint: '一次问一件事。请不要写身份证号、银行卡号和别人的隐私。',
  button: '提问',
  examples: '可以这样问',
  errorHeading: '还没有问出去',
  empty: '请先写下您的问题，再点“提问”。',
  followUpHeading: '接着问',
  followUpHint: '可以接着上面的问题追问，也可以问别的事。',
  searching: '正在查找…',
  offline: '没有连上，您的问题没有发出去。请检查网络，再点一次“提问”。',
} as const;

export const answer = {
  title: '回答',
  asked: '您问',
  earlier: '前面问过的',
  sources: '出处',
  readSource: '看原文',
  officialPage: '官方页面',
  quote: '引用的原话',
  source: (number: number, title: string) => `[${number}] 出处：${title}`,
  suggestions: '也可以问',
  feedbackHeading: '这个回答有用吗？',
  useful: '有用',
  notUseful: '没用',
  thanks: '谢谢，记下了。',
  rephrase: '没答到点子上？换个问法',
  rephraseAdvice: [
    '说说是什么事，比如“被拖欠工资”“楼上漏水”。',
    '说说您想知道什么：要什么条件、怎么办、找谁、多少钱。',
  ],
  needsPerson: '没答上来？请人看一下这个问题',
  end: '结束对话',
  endHint: '在公用电脑或别人的手机上，用完点一下，别人就看不到您问过什么。',
} as const;

export const card = { title: '办事卡' } as const;

export const people = {
  title: '找人问',
  lead: '想跟真人说，可以打这些电话。点号码就能拨打。',
  call: (number: string) => `拨打${number}`,
  what: '管什么、不管什么',
  emergencyHeading: '急事先打电话',
  emergency: ['报警：110', '急救：120', '火警：119'],
  hotlinesHeading: '服务热线',
} as const;

export const ticket = {
  title: '留给工作人员的话',
  heading: '留话给工作人员',
  kind: '您要做什么',
  kinds: { complaint: '投诉', handoff: '请人看一下我的问题' },
  label: '是什么事',
  hint: '最多500个字。请不要写身份证号、银行卡号、电话和别人的隐私。',
  button: '留给工作人员',
  errorHeading: '没有办成',
  noKind: '请先选一项：投诉，还是请人看一下您的问题。',
  empty: '请先写下是什么事。',
  'too-long': '太长了，请写短一些，最多500个字。',
  lookupHeading: '查办到哪一步',
  number: '编号',
  lookupHint: '只能在留话的浏览器里查。关掉浏览器，或者点了“结束对话”，就查不到了。',
  lookupButton: '查一下',
  noted: '已经记下，编号',
  state: '办到哪一步',
  due: '期限',
  until: (day: string) => `工作人员最晚${day}看。`,
} as const;

export const sources = {
  title: '资料来源',
  lead: (documents: number, passages: number, known: number) =>
    `回答只根据这里的资料：${documents}份文档，${passages}个段落，用到${known}个公开来源。`,
  topics: '按主题看',
  gaps: '没有查到的',
  gapsLead: '这些事公开资料里没有查到。我们写明没有查到什么、可以打哪个电话问。',
  official: '用到的公开来源',
  none: '现在没有可以看的资料，请过一会儿再来。',
  kinds: {
    law: '法律',
    regulation: '行政法规和规章',
    interpretation: '司法解释',
    local: '地方性法规和规定',
    page: '官方网页',
    report: '报告',
  },
} as const;

export const document = {
  kinds: {
    report: '报告原文',
    'report-digest': '报告要点',
    guide: '办事和法律常识',
    hotline: '热线电话',
    gap: '没有查到的',
  },
  kind: '类别',
  publisher: '发布',
  published: '日期',
  year: '说的是哪一年',
  yearOf: (year: number) => `${year}年`,
  checked: '核对日期',
  official: '官方页面',
  openOfficial: '打开官方页面',
  contents: '这份资料的内容',
  basis: '依据',
  changed: '这段内容已经更新，下面先列出当时引用的原文，再列出现在的内容。',
  withdrawn: '这段内容已经更新或撤下，下面是当时引用的原文。',
  former: '这段内容更新过，看以前的原文',
  formerNotice: '以前的回答引用的是下面这段原文，现在以上面的内容为准。',
  quoted: '当时引用的原文',
  current: '现在的内容',
  gone: '这份资料已经更新或撤下。下面只列出以前的回答引用过的原文。',
  back: '返回资料来源',
  newer: '这份资料有更新的版本：',
  newerUnknown: '这份资料已有更新的版本，新的回答不再用它。',
  validUntil: (day: string) => `这份资料有效到${day}，过了这一天，新的回答就不用它了。`,
  newerSource: (name: string) => `已有更新的版本：${name}`,
} as const;

export const privacy = {
  title: '隐私说明',
  sections: (retentionDays: number) => [
    {
      heading: '留下什么',
      lines: [
        '留下您的问题和我们的回答，还有您点的“有用”“没用”。',
        '电话、身份证号、银行卡号这些会先遮住，再保存。',
        '您投诉的话、留给工作人员的话，也先遮住再保存，还记下期限和办到哪一步。没有您的电话，所以工作人员不能回复您。',
        '不要您的名字，不用登录，也不保存您的上网地址。',
        '同一次对话的问题有一个编号，从编号认不出您是谁。',
      ],
    },
    {
      heading: '用来做什么',
      lines: ['检查答得对不对，改进资料，不做别的。'],
    },
    {
      heading: '谁能看到',
      lines: [
        '负责这项服务的工作人员。',
        '如果本服务接入了外部的AI接口，您的问题会先遮住上面这些信息，再发过去。',
      ],
    },
    {
      heading: '留多久',
      lines: [
        `一般留${retentionDays}天，到期自动删除。也可以在下面自己删除。`,
        '工作人员选去改进资料的问题会留下来，个人信息已经遮住，也不知道是谁问的。',
      ],
    },
    {
      heading: '您的浏览器里存什么',
      lines: [
        '一个对话编号：提问或者留话以后才有，关掉浏览器就没有了，点“结束对话”也会没有。',
        '您选的字的大小和颜色：存一年，里面没有别的。',
        '没有广告，也不让别的网站知道您来过。',
      ],
    },
  ],
  mineHeading: '看和删除您的内容',
  mineHint:
    '我们不知道您是谁，只认得这个浏览器里的这次对话。关掉浏览器，或者点了“结束对话”，就找不到哪些是您的了，只能等到期自动删除。',
  nothingKept: '在这个浏览器里没有找到您的问题，也没有您留给工作人员的话。',
  kept: (counts: string) => `这次对话留下了您的：${counts}。`,
  keptBetween: (from: string, until: string) => `最早的是${from}的，留到${until}，到期自动删除。`,
  latest: '您最近问的（遮住个人信息以后，就是这样保存的）：',
  noWords: '（没有内容）',
  please:
    '请不要写身份证号、银行卡号、密码和别人的隐私。不想在网上问，可以打12348，或者到社区当面问。',
} as const;

export const erasing = {
  title: '删除我的内容',
  goes: '会删掉',
  forGood: '删了就找不回来。对话也会结束。',
  button: '全部删除',
  back: '不删了，回到隐私说明',
  done: '已经删除',
  gone: (counts: string) => `删掉了：${counts}。`,
  nothing: '没有要删的，或者已经删完了。',
  stays: '还留着',
} as const;

export interface Message {
  readonly title: string;
  readonly text: string;
}

/** One wording for each way a page cannot be shown. */
export const messages = {
  400: { title: '没有看懂', text: '这次提交的内容不完整。请返回上一页，再试一次。' },
  403: {
    title: '没有提交成功',
    text: '为了安全，只接受从本网站页面上提交的内容。请打开首页，再试一次。',
  },
  404: {
    title: '没有这个页面',
    text: '可能是地址写错了，也可能是对话已经结束。您可以重新提问，或者看资料来源。',
  },
  405: { title: '不能这样打开', text: '这个地址不能直接打开。请从首页开始。' },
  413: { title: '内容太长', text: '一次请不要超过500个字。先说最要紧的一个问题就好。' },
  500: {
    title: '出了点问题',
    text: '刚才出了点问题，请再试一次。急事请打110（报警）、120（急救）或12348（法律咨询）。',
  },
} as const satisfies Readonly<Record<number, Message>>;

export const home = '回到首页';
