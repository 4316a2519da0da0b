// The home of which year and which place a question is about: this service knows one sub-district, and reports by year.

const chineseDigits: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** 2000元 and 2000多人 are no years. */
const fullYear =
  /(?<!\d)((?:19|20)\d{2})(?!\d|\s*(?:多|余|来)?(?:元|块|万|亿|人|名|个|件|份|次|户|家|平|米|斤|天|小时|%))/g;
/** 22年; 住了15年, 满20年 and 10年内 are durations. */
const shortYear =
  /(?<![\d.了满判赔住过近共长达干做第期超坐])([12]\d)年(?!\d|了|多|半|内|以[上下内]|期|之?[前后])/g;

/** Years a question names, also as 二〇二二年, 22年, 去年; ascending. */
export function namedYears(text: string, now: Date): number[] {
  const years = new Set<number>();
  const arabic = text.replace(/[零〇一二三四五六七八九]{4}(?=年)/g, (match) =>
    [...match].map((char) => chineseDigits[char]).join(''),
  );
  for (const [, year] of arabic.matchAll(fullYear)) years.add(Number(year));
  for (const [, year] of arabic.matchAll(shortYear)) years.add(2000 + Number(year));
  const current = now.getFullYear();
  // 上一年 beside a year is the one before that.
  const before = (years.size > 0 ? Math.min(...years) : current) - 1;
  for (const [pattern, year] of [
    [/大前年/, current - 3],
    [/(?<!大)前年/, current - 2],
    [/去年|last year/i, current - 1],
    [/前一年|上一?年/, before],
    [/今年|本年度|this year/i, current],
    [/(?<![然以今之])后年/, current + 2],
  ] as const) {
    if (pattern.test(text)) years.add(year);
  }
  return [...years].sort((a, b) => a - b);
}

// Neighbouring sub-districts and towns, the city's districts and counties, and cities people name without a suffix.
const otherPlaces =
  /沙坪坝街道|土湾|覃家岗|石井坡|天星桥|新桥|歌乐山|中梁|青木关|回龙坝|陈家桥|磁器口|童家桥|詹家溪|井口|渝碚路|双碑|联芳|山洞街道|丰文|香炉山|虎溪|解放碑|观音桥|两路口|上清寺|大坪|石桥铺|杨家坪|南坪|弹子石|鱼洞|李家沱|龙洲湾|茶园|大石坝|石马河|五里店|华新街|黄桷坪|谢家湾|渝州路|二郎|化龙桥|朝天门|菜园坝|凤凰镇|土主|西永|曾家|渝中|江北区|渝北|南岸|九龙坡|大渡口|巴南|北碚|两江新区|高新区|万州|涪陵|黔江|长寿|江津|合川|永川|南川|璧山|铜梁|潼南|荣昌|大足|綦江|万盛|开州|梁平|武隆|城口|丰都|垫江|忠县|云阳|奉节|巫山|巫溪|石柱|秀山|酉阳|彭水|北京|上海|天津|广州|深圳|成都|杭州|南京|武汉|西安|长沙|贵阳|昆明|郑州|济南|青岛|厦门|福州|合肥|南昌|沈阳|大连|哈尔滨|长春|石家庄|太原|兰州|海口|南宁|香港|澳门|台湾|四川|贵州|云南|湖北|湖南|广东|浙江|江苏|美国|日本|英国/;
/** The other place a question is about, if any; naming our own beside it does not make it ours. */
export function otherPlace(text: string): string | undefined {
  return otherPlaces.exec(text)?.[0];
}

/** Whether a question is about what the sub-district itself did or has. */
export function isAboutSubdistrict(text: string): boolean {
  return /小龙坎|街道|办事处|法治政府|年度?报告|和顺茶馆|党工委|xiaolongkan|sub-?district/i.test(
    text,
  );
}

const legalWords =
  /法(?!国|拉利|师|式|语)|律师|诉|告[他她它谁赢]|状告|仲裁|调解|公证|合同|协议|赔|离婚|结婚|婚姻|抚养|赡养|继承|遗嘱|遗产|工资|欠薪|欠钱|借条|借钱|债|工伤|社保|辞退|开除|劳动|加班|押金|房东|租房|物业|业主|邻居|噪音|噪声|漏水|消费|退款|退货|欺诈|诈骗|被骗|骗子|交通事故|车祸|维权|投诉|举报|信访|上访|复议|处罚|拘留|派出所|公安|警察|警|法院|检察|司法|证据|起诉|判决|执行|权益|家暴|侵权|隐私|名誉|社区|街道|居委会|低保|救助|残疾|老年人|未成年|妇女|退役军人|社区矫正|缓刑|办事|政府|政策|报告|热线|12\d{3}|legal|law|court|mediat|contract|divorce|wage|salary|arbitrat|complain/i;
/** Names of films, books and songs; those of laws end in other characters. */
const workTitle = /《[^》]*[^法典例定则释见章程》]》/g;

/** Whether a question is at least of this service's field, so that "not covered" is honest and "out of scope" is not. */
export function isLegalMatter(text: string): boolean {
  return legalWords.test(text.replace(workTitle, ''));
}
