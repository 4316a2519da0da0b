// The home of what is looked for before anything is searched: people in danger first, then misuse.

export type Emergency =
  | 'violence'
  | 'suicide'
  | 'medical'
  | 'fire'
  | 'gas'
  | 'drowning'
  | 'missing-child'
  | 'traffic';

/** Which hotline comes first; its page in the corpus is what the answer cites. */
export const emergencyNumbers: Readonly<Record<Emergency, readonly string[]>> = {
  violence: ['110', '120'],
  suicide: ['120', '110'],
  medical: ['120'],
  fire: ['119'],
  gas: ['119', '120'],
  drowning: ['110', '119', '120'],
  'missing-child': ['110'],
  traffic: ['120', '122'],
};

// What is over, or asked about as a matter of rights, is a question and not a call for help.
const past =
  /昨天|前天|前几天|上周|上星期|上个?月|去年|前年|以前|之前|那次|后来|赔偿|怎么赔|赔多少|谁负责|责任|起诉|算不算|算工伤|认定|判几年|拘留几|拘留多|处罚|罚好多|罚多少|法律援助|一般怎么|这种情况|法律规定|保险|报销|怎么办理|解压|电影|电视|小说/;

const emergencies: readonly { kind: Emergency; pattern: RegExp; unless?: RegExp }[] = [
  {
    kind: 'suicide',
    pattern:
      /不想活|活不下去|不想再活|活着(?:真的?|太|也)?(?:没有?|莫得)(?:啥子?|什么)?(?:意思|意义)|活够了|想死|去死算了|想自杀|要自杀|准备自杀|寻短见|轻生|一了百了|想(?:要)?跳(?:楼|江|桥|河)|(?:要|准备|站在)[^，。？?]{0,6}跳(?:楼|江|桥|河)|跳楼了|割腕|割脉|喝(?:了)?农药|吞(?:了)?(?:安眠药|药片)|安眠药[^，。？?]{0,6}(?:买好|准备好|吃了|吞)|写(?:好)?了遗书|结束(?:自己的?|这条)?(?:生命|命)|了结自己|kill myself|end my life|suicid|want to die/i,
    unless: /跳楼价|跳楼大|吵得|噪音|噪声|算不算|赔偿|工伤|保险|继承/,
  },
  {
    kind: 'missing-child',
    pattern:
      /(?:孩子|小孩|娃儿?|幺儿|儿子|女儿|女娃|孙(?:子|女|儿)|宝宝|老人|爷爷|奶奶|外公|外婆|老汉|妈妈?|爸爸?)[^，。？?]{0,12}(?:不见了|走丢|走失|跑丢|丢了|失踪|找不到(?:人|了)|没(?:有)?回家|被拐|被(?:人|陌生人)?抱走|被(?:人|陌生人)[^，。？?]{0,4}带走)|(?:my |the )?(?:child|son|daughter|kid|boy|girl) (?:is|went|has gone) (?:missing|lost)/i,
    unless: /判给|抚养权|离婚|探望|前夫|前妻|宣告|财产/,
  },
  {
    kind: 'gas',
    pattern:
      /(?:燃气|煤气|天然气|瓦斯|气罐|液化气)[^，。？?]{0,8}(?:泄漏|泄露|漏了|漏气|在漏|味道?|臭味|爆炸|中毒)|(?:闻到|一股|好大|好重|很浓|好浓)[^，。？?]{0,6}(?:燃气|煤气|天然气|瓦斯|液化气)|gas leak|smell gas/i,
    unless: past,
  },
  {
    kind: 'fire',
    pattern:
      /着火|起火|失火|火灾|燃起来|烧起来|烧燃|冒(?:浓|黑|大)烟|on fire|there is a fire/i,
    unless: new RegExp(`${past.source}|预防|防火|灭火器|消防|怎么防|原因|楼道|飞线|充电|罚`),
  },
  {
    kind: 'drowning',
    pattern: /(?:掉|落|跌|摔|滑)(?:到|进|下)?[^，。？?]{0,4}(?:水里|河里|江里|湖里|池塘|水头|河头|江头|井里)|落水|溺水|淹(?:到|着)了|在(?:水|河|江)里(?:挣扎|扑腾)|drowning/i,
    unless: past,
  },
  {
    kind: 'medical',
    pattern:
      /昏(?:倒|过去|死过去|迷)|晕(?:倒|过去|死)|喊不醒|叫不醒|摇不醒|不省人事|(?:没|没有|停止)(?:了)?呼吸|喘不[上过](?:来)?气|心(?:梗|脏病发|跳停)|中风了|大出血|流血不止|血流不止|止不住血|吐血|口吐白沫|抽搐|休克|触电|噎(?:住|到)|食物中毒|误(?:食|吃|喝)了|叫救护车|快(?:不行|断气|没气)了|突然倒(?:在|地)|heart attack|not breathing|unconscious|passed out/i,
    unless: past,
  },
  {
    kind: 'traffic',
    pattern:
      /(?:车祸|撞(?:车|了|到|倒|飞|人)|追尾|翻车)[^。？?]{0,20}(?:流血|出血|是血|血流|受伤|伤(?:得|到)|躺在|动不了|不动了|卡在|昏|没反应|骨折)|(?:刚|刚刚|刚才|现在|正)[^，。？?]{0,8}(?:出(?:了)?车祸|被车撞|撞到人|撞了人|撞倒人)|car (?:crash|accident)[^.?]{0,30}(?:hurt|injured|bleeding)/i,
    unless: past,
  },
  {
    kind: 'violence',
    pattern: new RegExp(
      [
        `(?:正在|正|现在|这会儿|刚刚|刚才|马上|快要|又在|还在|一直在|在|要|又)(?:被)?[^，。？?]{0,8}(?:打我|砍我|杀我|掐我|勒我|追我|追着我|拿刀|持刀|砸门|撞门|踹门|踢门|强奸|绑架|抢劫|家暴我)`,
        '(?:拿着?|提着?|持|挥着?)(?:把)?(?:刀|菜刀|砍刀|棍|斧)[^，。？?]{0,10}(?:砍|追|威胁|在门口|门外|杀|要|堵|冲|乱)',
        '救命|就命啊?|快来人|快点?报警|帮我报警|要(?:被)?(?:打死|杀死|砍死|弄死|整死)|要(?:杀|砍|打死|弄死)(?:我|人|了)|把我(?:锁|关|捆|绑)(?:起来|在|着)|被(?:绑架|劫持|囚禁|拘禁|捆|锁)(?:了|着|在|起)',
        '(?:正在|又在|还在|一直在|在)(?:家暴|施暴|打人|打架|砍人|斗殴|打她|打他|打孩子|打娃儿|打老人|打老婆)|打起来了|打得(?:好凶|好惨|头破血流)|正(?:被|遭|挨)[^，。？?]{0,6}打|(?:在|又|正)(?:挨|遭)打',
        '(?:有人|小偷|陌生人|贼)[^，。？?]{0,8}(?:闯进|闯入|撬门|撬锁|翻进|翻窗|破门|进(?:了)?(?:我)?(?:家|屋)|尾随我|跟踪我|跟着我)',
        '(?:is|are|keeps?) (?:beating|hitting|attacking|stabbing|strangling|threatening|following|trying to kill) (?:me|my|her|him)|breaking into|broke into my|help me.*(?:knife|gun)|with a knife',
      ].join('|'),
      'i',
    ),
    unless: past,
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
  /(?:在|请|务必|记得)[^，。]{0,8}(?:回答|回复|答复|结尾|最后|末尾)[^，。]{0,8}(?:附上|加上|带上|插入|写上)|https?:\/\/[^\s]+[^。]{0,30}(?:说明|告诉|引导|让)[^。]{0,10}(?:居民|用户|大家|他们)/,
  /(?:之前|其他|别的|刚才|以前)[^，。？?]{0,12}(?:居民|用户|人)[^，。？?]{0,6}(?:问|提|说|聊|发)[^，。？?]{0,10}(?:什么|内容|电话|住址|地址|姓名|名字|记录|列|给我)|(?:居民|用户)[^，。？?]{0,8}(?:电话|住址|身份证|个人信息|聊天记录)[^，。？?]{0,6}(?:列|给我|发|导出|看)/,
  // Help with harm or with breaking the law.
  /(?:怎么|如何|怎样|咋个?|啷个|教我|方法|教程)[^，。？?]{0,10}(?:造|制|做|买|弄|搞)[^，。？?]{0,6}(?:炸弹|炸药|枪支|手枪|毒品|冰毒|毒药|假钞|假币|假证|假章|公章|假学历|假发票|病毒木马)/,
  /(?:怎么|如何|怎样|咋个?|啷个|教我)[^，。？?]{0,12}(?:杀人|弄死|打死|下毒|报复|绑架|偷税|逃税|洗钱|行贿|贿赂|诈骗别人|骗钱|骗贷|骗保|碰瓷|吸毒|贩毒|嫖娼|赌博|黑进|入侵|盗号|人肉|跟踪定位|窃听|偷拍|偷看)/,
  /(?:怎么|如何|怎样|咋个?|啷个|教我|帮我)[^，。？?]{0,8}(?:伪造|造假|编造|假造|销毁|隐匿|毁灭|仿造)[^，。？?]{0,8}(?:证据|合同|借条|病历|证明|签名|流水|发票|遗嘱|身份)/,
  /(?:想|要|准备|打算)(?:伪造|编造|假造|仿造)[^。]{0,30}(?:怎么|如何|咋个?|像真)/,
  /(?:怎么|如何|怎样|咋个?|啷个|教我|帮我)[^，。？?]{0,8}(?:逃避|躲避|躲过|规避)[^，。？?]{0,6}(?:追捕|抓捕|警察|执行|制裁|法律责任|处罚|还债|检查)|(?:转移|隐藏|隐匿)(?:财产|资产)[^，。？?]{0,10}(?:不被|躲|逃|避免)|不被(?:警察|公安|法院)(?:发现|抓)/,
  /帮我(?:查|找|定位|搞到|弄到)[^，。？?]{0,10}(?:身份证号|手机号|住址|家庭住址|开房记录|银行流水|通话记录|个人信息)/,
  /how (?:to|do i|can i) (?:make|build|buy) (?:a )?(?:bomb|gun|drug|explosive|weapon)|how to (?:kill|poison|hack|launder|forge)/i,
];

// Victims and people who want to know the law use the same words.
const lawfulContext =
  /(?:被|遭|受到|遇到|举报|投诉|防止|防范|避免被|判几年|处罚|会怎样|犯法吗|违法吗|算不算|追究|报警|怎么办)/;
const harmStart = 12;

/** Whether a text orders the service about or asks for help with harm. */
export function isUnsafe(text: string): boolean {
  return misuse.some(
    (pattern, index) => pattern.test(text) && (index < harmStart || !lawfulContext.test(text)),
  );
}
