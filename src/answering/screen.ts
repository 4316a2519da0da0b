// The home of what is looked for before anything is searched: people in danger first, then misuse.

export type Emergency =
  | 'violence'
  | 'suicide'
  | 'medical'
  | 'fire'
  | 'gas'
  | 'missing-child'
  | 'traffic';

/** Which hotline comes first; its page in the corpus is what the answer cites. */
export const emergencyNumbers: Readonly<Record<Emergency, readonly string[]>> = {
  violence: ['110', '120'],
  suicide: ['120', '110'],
  medical: ['120'],
  fire: ['119'],
  gas: ['119', '120'],
  'missing-child': ['110'],
  traffic: ['122', '120'],
};

// "Now" and "in front of me" tell danger from a question about rights; a plain "家暴怎么办" is a question.
const now = '(?:正在|正|现在|这会儿|刚刚|刚才|马上|快要|要|又在|还在|一直在|在)';
const emergencies: readonly { kind: Emergency; pattern: RegExp; unless?: RegExp }[] = [
  {
    kind: 'suicide',
    pattern:
      /不想活|活不下去|活不起|想死|想自杀|要自杀|自杀(?!未遂的?保险)|寻短见|轻生|想跳(?:楼|江|桥|河)|要跳(?:楼|江|桥|河)|跳楼了|割腕|喝(?:了)?农药|结束(?:自己的?)?生命|了结自己|kill myself|suicid/i,
    unless: /跳楼价|跳楼大|吵得|算不算|赔偿|工伤|保险/,
  },
  {
    kind: 'missing-child',
    pattern:
      /(?:孩子|小孩|娃儿?|幺儿|儿子|女儿|女娃|孙(?:子|女|儿)|宝宝|老人|爷爷|奶奶|外婆|外公)[^，。？?]{0,8}(?:不见了|走丢|走失|丢了|失踪|找不到人?了?$|找不到了|被拐|被人?抱走|被人?带走了)|(?:my )?(?:child|son|daughter|kid) is (?:missing|lost)/i,
  },
  {
    kind: 'gas',
    pattern:
      /(?:燃气|煤气|天然气|瓦斯|气罐)[^，。？?]{0,6}(?:泄漏|泄露|漏了|漏气|漏得|味道?(?:好|很|太)?(?:大|重|浓)|爆炸)|闻到[^，。？?]{0,6}(?:燃气|煤气|天然气)|煤气中毒|gas leak/i,
    unless: /赔偿|谁负责|责任/,
  },
  {
    kind: 'fire',
    pattern:
      /着火了|起火了|失火了|燃起来了|烧起来了|火灾了|(?:正在|现在|家里|屋头|楼上|楼下|隔壁|厨房|电瓶车|电动车)[^，。？?]{0,8}(?:着火|起火|失火|冒烟|燃起|烧起)|(?:house|building|room|kitchen) is on fire|there is a fire/i,
    unless: /赔偿|谁负责|责任|保险|怎么赔|去年|上个月|上周/,
  },
  {
    kind: 'medical',
    pattern:
      /昏倒|晕倒了|昏迷(?:不醒|了)|没(?:有)?呼吸|喘不上气|心梗|心脏病发|大出血|流血不止|血流不止|中毒了|抽搐|叫救护车|快不行了|heart attack|not breathing|unconscious/i,
    unless: /赔偿|工伤|上班.*(?:算|认定)|48小时|责任|算不算/,
  },
  {
    kind: 'traffic',
    pattern:
      /(?:刚|刚刚|现在|正在)[^，。？?]{0,8}(?:出车祸|被车撞|撞到人|撞了人|车祸)|车祸[^，。？?]{0,10}(?:受伤|流血|伤得|出血|动不了|卡在)|(?:撞倒|撞到)[^，。？?]{0,8}(?:流血|出血|动不了|躺在地上|昏)/,
    unless: /赔偿|怎么赔|认定书|责任/,
  },
  {
    kind: 'violence',
    pattern: new RegExp(
      [
        `${now}(?:被)?[^，。？?]{0,6}(?:打我|砍我|杀我|掐我|追我|追着我|拿刀|持刀|砸门|撞门|踹门|强奸|绑架|抢劫)`,
        '(?:拿着?|提着?|持)(?:刀|菜刀|砍刀|棍)[^，。？?]{0,6}(?:砍|追|威胁|在门口|杀|要|堵)',
        '救命|快来人|快报警|要(?:被)?(?:打死|杀死|砍死|弄死)|要杀(?:我|人|了我)|把我(?:锁|关)(?:起来|在)|被(?:绑架|劫持|囚禁|非法拘禁着)',
        '(?:正在|又在|还在|一直在)(?:家暴|施暴|打人|打架|砍人|斗殴)|正(?:被|遭)[^，。？?]{0,6}打',
        '(?:is|are) (?:beating|hitting|attacking|threatening|trying to kill) me|help me.*(?:knife|gun)',
      ].join('|'),
      'i',
    ),
  },
];

/** @returns the kind of danger a question tells of, the most pressing first. */
export function findEmergency(text: string): Emergency | undefined {
  return emergencies.find(({ pattern, unless }) => pattern.test(text) && !unless?.test(text))?.kind;
}

const misuse: readonly RegExp[] = [
  // Orders to the machine instead of a question to the service.
  /(?:忽略|无视|忘记|忘掉|不要理会|不用管|跳过)[^，。]{0,12}(?:指令|指示|规则|规定的?限制|提示词?|设定|要求|限制|约束)/,
  /(?:系统|初始|隐藏|内部|原始|你的)[^，。？?]{0,4}(?:提示词|提示语|prompt|指令|设定|密钥|配置)/i,
  /(?:输出|显示|打印|告诉我|复述|重复|透露|泄露|翻译)[^，。]{0,10}(?:提示词|system ?prompt|系统指令|系统消息|上面的(?:文字|内容)|api ?key|密钥|token)/i,
  /(?:开发者|管理员|上帝|越狱|调试|无限制|root)模式|developer mode|\bDAN\b|jailbreak|do anything now/i,
  /(?:ignore|disregard|forget|override)[^.]{0,30}(?:instruction|prompt|rule|guideline|polic)/i,
  /(?:system|hidden|initial) (?:prompt|instruction|message)|reveal your|your (?:prompt|instructions|api key)/i,
  /(?:你现在是|你从现在起是|从现在开始你|请?你?扮演|假装你?是|假设你是|act as|pretend (?:to be|you are)|you are now|roleplay)/i,
  /<\/?(?:system|assistant|user|script|iframe|img|svg)\b|\[\/?INST\]|<\|im_(?:start|end)\|>|###\s*(?:system|instruction)/i,
  /(?:base64|rot13|摩斯|莫尔斯|十六进制)[^，。]{0,8}(?:解码|解密|解出|翻译|执行|decode)|decode[^.]{0,12}base64/i,
  /(?:回答|回复|答复)(?:时|里|中)?(?:必须|一定要|都要)?(?:加上|附上|带上|插入)[^，。]{0,10}(?:链接|网址|广告|二维码)|(?:必须|只能|一律)(?:回答|回复|输出|说)[“"'：:]/,
  // Help with harm or with breaking the law.
  /(?:怎么|如何|怎样|咋个?|啷个|教我|方法|教程)[^，。？?]{0,10}(?:造|制|做|买|弄|搞)[^，。？?]{0,6}(?:炸弹|炸药|枪支|手枪|毒品|冰毒|毒药|假钞|假币|假证|假章|公章|假学历|假发票|病毒木马)/,
  /(?:怎么|如何|怎样|咋个?|啷个|教我)[^，。？?]{0,12}(?:杀人|弄死|打死|下毒|报复|绑架|偷税|逃税|洗钱|行贿|贿赂|诈骗别人|骗钱|骗贷|骗保|碰瓷|吸毒|贩毒|嫖娼|赌博|黑进|入侵|盗号|人肉|跟踪定位|窃听|偷拍|偷看)/,
  /(?:怎么|如何|怎样|咋个?|啷个|教我|帮我)[^，。？?]{0,8}(?:伪造|造假|编造|假造|销毁|隐匿|毁灭)[^，。？?]{0,8}(?:证据|合同|借条|病历|证明|签名|流水|发票|遗嘱|身份)/,
  /(?:怎么|如何|怎样|咋个?|啷个|教我|帮我)[^，。？?]{0,8}(?:逃避|躲避|躲过|规避)[^，。？?]{0,6}(?:追捕|抓捕|警察|执行|制裁|法律责任|处罚|还债|检查)|(?:转移|隐藏|隐匿)(?:财产|资产)[^，。？?]{0,10}(?:不被|躲|逃|避免)|不被(?:警察|公安|法院)(?:发现|抓)/,
  /帮我(?:查|找|定位|搞到|弄到)[^，。？?]{0,10}(?:身份证号|手机号|住址|家庭住址|开房记录|银行流水|通话记录|个人信息)/,
  /how (?:to|do i|can i) (?:make|build|buy) (?:a )?(?:bomb|gun|drug|explosive|weapon)|how to (?:kill|poison|hack|launder|forge)/i,
];

// Victims and people who want to know the law use the same words.
const lawfulContext =
  /(?:被|遭|受到|遇到|举报|投诉|防止|防范|避免被|判几年|处罚|会怎样|犯法吗|违法吗|算不算|追究|报警|怎么办)/;
const harmStart = 10;

/** Whether a text orders the service about or asks for help with harm. */
export function isUnsafe(text: string): boolean {
  return misuse.some(
    (pattern, index) => pattern.test(text) && (index < harmStart || !lawfulContext.test(text)),
  );
}
