// The home of making correct statements wrong in one place: a figure, a body, a negation, a citation.

export interface Statement {
  readonly text: string;
  readonly passageIds: readonly string[];
}

/** What a mutation may know of the corpus. */
export interface Surroundings {
  /** All that citing these passages shows: texts, headings, laws with articles, publishers. */
  readonly shown: (passageIds: readonly string[]) => string;
  /** Title and article numbers of the laws the passages rest on. */
  readonly laws: (
    passageIds: readonly string[],
  ) => readonly { title: string; articles: readonly string[] }[];
  readonly titles: readonly string[];
  readonly sameDocument: (passageId: string) => readonly string[];
  readonly otherDocuments: (passageId: string) => readonly string[];
  /** A number from 0 to below 1, the same in every run. */
  readonly random: () => number;
}

/** The statement made wrong, or nothing where it has no such place. */
export type Mutation = (statement: Statement, around: Surroundings) => Statement | undefined;

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** Replaces one match of a pattern; nothing when none changes into something that the source does not show. */
function replacing(
  pattern: RegExp,
  change: (match: RegExpMatchArray, around: Surroundings) => string | undefined,
  isWrong: (changed: string, source: string) => boolean = (changed, source) =>
    !plain(source).includes(plain(changed)),
): Mutation {
  return (statement, around) => {
    const match = pick([...statement.text.matchAll(pattern)], around.random);
    const changed = match && change(match, around);
    if (!match || !changed || changed === match[0]) return undefined;
    if (!isWrong(changed, around.shown(statement.passageIds))) return undefined;
    const { text } = statement;
    const end = match.index + match[0].length;
    return { ...statement, text: text.slice(0, match.index) + changed + text.slice(end) };
  };
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
const always = () => true;
const swapped =
  (...pairs: readonly (readonly [string, string])[]) =>
  ([match]: RegExpMatchArray) =>
    pairs.find(([from]) => from === match)?.[1];
const words = (...pairs: readonly (readonly [string, string])[]): Mutation =>
  replacing(new RegExp(pairs.map(([from]) => from).join('|'), 'g'), swapped(...pairs), always);

const unit = '个工作日|个月|周岁|岁|小时|万元|元|日|天|年|件|人次|人|次|份|名|条|项|%|倍|个';
const chineseDigits = ['二', '三', '四', '五', '六', '七', '八', '九', '十'];

export const mutations: Readonly<Record<string, Mutation>> = {
  'figure, Arabic': replacing(
    new RegExp(`(?<![\\d.第年月-])(\\d+(?:\\.\\d+)?)(?=(?:余|多)?(?:${unit}))`, 'g'),
    ([match], { random }) => {
      const shift = 1 + Math.floor(random() * 8);
      return String(
        Number(match) < 12 ? Number(match) + shift : Math.round(Number(match) * (1 + shift / 4)),
      );
    },
    (changed, source) => !new RegExp(`(?<!\\d)${changed}(?!\\d)`).test(plain(source)),
  ),
  'figure, Chinese': replacing(
    /(?<![第一二三四五六七八九十百千])[二两三四五六七八九十](?=(?:个月|日|天|年|倍|个工作日|小时|名|次|周岁))/g,
    (_, { random }) => pick(chineseDigits, random),
    (changed, source) => {
      const digit = String(chineseDigits.indexOf(changed) + 2);
      return (
        !source.includes(changed) &&
        !plain(source).includes(digit) &&
        !(digit === '2' && source.includes('两'))
      );
    },
  ),
  unit: replacing(
    new RegExp(`(?<=\\d)(?:${unit})`, 'g'),
    ([match], { random }) =>
      pick(
        ['个月', '年', '小时', '万元', '%', '人'].filter((other) => other !== match),
        random,
      ),
    always,
  ),
  date: replacing(
    /(?<=\d{4}年(?:\d{1,2}月)?)\d{1,2}(?=[月日])|(?:19|20)\d{2}(?=年)/g,
    ([match], { random }) =>
      String(
        Number(match) > 1900
          ? Number(match) - 1 - Math.floor(random() * 9)
          : (Number(match) % 9) + 3,
      ),
    (changed, source) =>
      !new RegExp(`(?<!\\d)0?${changed}(?=[年月日-]|$)|-0?${changed}`).test(plain(source)),
  ),
  phone: replacing(/(?<!\d)(?:12\d{3}|96110|110|119|120|122)(?!\d)/g, ([match], { random }) => {
    const at = Math.floor(random() * match.length);
    return (
      match.slice(0, at) +
      ((Number(match[at]) + 1 + Math.floor(random() * 8)) % 10) +
      match.slice(at + 1)
    );
  }),
  'phone added': ({ text, passageIds }, { random }) => ({
    text: `${text.replace(/。$/, '')}，电话是023-65${Math.floor(100_000 + random() * 900_000)}。`,
    passageIds,
  }),
  article: ({ text, passageIds }, { laws, shown, random }) => {
    const law = pick(laws(passageIds), random);
    const number = pick(law?.articles ?? [], random)?.match(/\d+/)?.[0];
    const wrong = `第${Number(number) + 1 + Math.floor(random() * 9)}条`;
    if (!law || !number || shown(passageIds).includes(wrong)) return undefined;
    return { text: `按《${law.title}》${wrong}，${text}`, passageIds };
  },
  'article of the other law': ({ text, passageIds }, { laws, random }) => {
    const [one, other] = laws(passageIds).filter(({ articles }) => articles.length > 0);
    const wrong = pick(one?.articles ?? [], random);
    if (!wrong || !other || other.articles.includes(wrong)) return undefined;
    return { text: `按《${other.title}》${wrong}，${text}`, passageIds };
  },
  title: ({ text, passageIds }, { titles, shown, random }) => {
    const title = pick(titles, random) ?? '';
    if (shown(passageIds).includes(title.replace('中华人民共和国', ''))) return undefined;
    return { text: `《${title}》规定，${text}`, passageIds };
  },
  'title without marks': ({ text, passageIds }, { titles, shown, random }) => {
    const title = (pick(titles, random) ?? '').replace('中华人民共和国', '');
    if (!/(?:法|法典|条例)$/.test(title) || shown(passageIds).includes(title)) return undefined;
    return { text: `根据${title}，${text}`, passageIds };
  },
  body: replacing(
    /(?:劳动争议|劳动)?仲裁委员会|仲裁委|(?:人民)?法院|检察院|公安机关|司法局|人社部门|市场监管部门|公证(?:处|机构)|居委会|妇联|人民调解委员会|法律援助机构|物业/g,
    (_, { random }) =>
      pick(
        [
          '税务局',
          '消委会',
          '民政局',
          '教育局',
          '信访局',
          '检察院',
          '市场监管局',
          '律师事务所',
          '残联',
          '工会',
        ],
        random,
      ),
    (changed, source) => !source.includes(changed.slice(0, 2)),
  ),
  'body of another place': replacing(
    /(?<!民|方)(?:人民)?法院|公安机关|司法局|公证处|街道办|派出所|妇联/g,
    ([match], { random }) =>
      `${pick(['渝中区', '江北区', '北碚区', '成都市', '最高', '土湾'], random)}${match}`,
  ),
  negation: words(
    ['不收费', '收费'],
    ['免费', '收费'],
    ['不收', '要收'],
    ['不用', '要'],
    ['不需要', '需要'],
    ['不能', '能'],
    ['不得', '可以'],
    ['不可以', '可以'],
    ['不受', '受'],
    ['没有查到', '查到了'],
    ['不予', '应予'],
    ['不看', '要看'],
    ['无需', '需要'],
    ['禁止', '允许'],
    ['不算', '算'],
    ['不交', '要交'],
    ['不承担', '承担'],
    ['不服', '服'],
  ),
  'negation added': replacing(
    /(?<![不没未无只要])(?:可以|应当|必须|能|有权)(?![力够])|(?<![不没未])(?:收费|支持|受理|赔偿|适用|承担)/g,
    ([match]) =>
      ({ 可以: '不可以', 应当: '不得', 必须: '不用', 能: '不能', 有权: '无权' })[match] ??
      `不${match}`,
    always,
  ),
  modality: replacing(
    /(?<![不])(?:应当|必须)(?!不)|(?<![不])可以(?!不)/g,
    ([match]) => (match === '可以' ? '必须' : '可以'),
    always,
  ),
  bound: words(
    ['以上', '以下'],
    ['以下', '以上'],
    ['以内', '以后'],
    ['不超过', '超过'],
    ['日内', '日后'],
    ['天内', '天后'],
    ['年内', '年后'],
    ['月内', '月后'],
    ['起诉前', '起诉后'],
    ['以前', '以后'],
    ['满', '不满'],
  ),
  'figures swapped': ({ text, passageIds }) => {
    const found = [...text.matchAll(new RegExp(`(\\d+)(?:余|多)?(${unit})`, 'g'))];
    for (const [index, one] of found.entries()) {
      const other = found.find(
        (next, place) => place > index && next[2] === one[2] && next[1] !== one[1],
      );
      if (
        !other ||
        /[至到]$|[上下]$/.test(text.slice(0, other.index)) ||
        /^以[上下]/.test(text.slice(other.index + other[0].length))
      )
        continue;
      const between = text.slice(one.index + one[0].length, other.index);
      if ([...between].length < 4) continue;
      return {
        text:
          text.slice(0, one.index) +
          other[0] +
          between +
          one[0] +
          text.slice(other.index + other[0].length),
        passageIds,
      };
    }
    return undefined;
  },
  'citation, same document': ({ text, passageIds }, { sameDocument, shown, random }) =>
    cited(text, pick(sameDocument(passageIds[0] ?? ''), random), shown),
  'citation, another document': ({ text, passageIds }, { otherDocuments, shown, random }) =>
    cited(text, pick(otherDocuments(passageIds[0] ?? ''), random), shown),
  'link added': ({ text, passageIds }, { random }) => ({
    text: `${text.replace(/。$/, '')}，详情见${pick(['https://12348-help.example.com/a', 'www.falv.example.cn', 'flyz.com', 'help@falv.example.cn'], random)}。`,
    passageIds,
  }),
};

/** Cited from elsewhere a statement is wrong, unless the passage has its words too. */
function cited(
  text: string,
  passageId: string | undefined,
  shown: Surroundings['shown'],
): Statement | undefined {
  if (passageId === undefined || text.length < 12 || shown([passageId]).includes(text))
    return undefined;
  return { text, passageIds: [passageId] };
}
