// The home of what a clause does to its verb: permits, demands, forbids, spares or denies it; and of noticing when that is turned round. Pure.

import { contentCharacters, nearness, sharedPairs } from './clauses.ts';

/** `open`: what stands behind 或者 or 也 may or may not share the marker before. */
type Stance = 'open' | 'plain' | 'may' | 'must' | 'want' | 'not' | 'must-not' | 'need-not';

/** Words that hold a marker's character and are none; A-not-A questions; thresholds, which figures carry. */
const innocent =
  '能力|可能|功能|职能|性能|智能|能否|只能|不仅|不但|不动产|不同|不论|不管|不如|不久|不过|不当|不法|不满|不足|不少于|不多于|不低于|不高于|不超过|超不过|要求|需求|必要|主要|重要|要么|要是|只要|要紧|纪要|要点|摘要|应用|适应|反应|对应|相应|供应|许可|认可|可靠|未成年|无论|无偿|没收|权能|差不多|来不及|(?<asked>\\p{Script=Han})不\\k<asked>|是否|能不能|可不可以|要不要|有没有';
/** Longer before shorter: 不得 is no 不 and 得. */
const markers: readonly (readonly [stance: Stance, words: string])[] = [
  ['need-not', '不用|无需|无须|不需要?|不必|可以不|不要求'],
  [
    'must-not',
    '不得|不能|不可以|不准|不允许|不许|不可|无权|禁止|严禁|不应当?|不要|别(?=[打去再先信给忘]|直接)',
  ],
  ['must', '应当|应该|必须|一定要|有义务|应|须'],
  ['may', '可以|能够|有权|允许|能|可'],
  ['not', '并没有|没有|没|未|不会|不再|并不|并非|不是|不|无|莫'],
  ['want', '需要|要|需'],
  ['open', '或者?|并且?|也|还|又|而'],
];
const token = new RegExp(
  `(${innocent})|${markers.map(([, words]) => `(${words})`).join('|')}|\\p{Script=Han}|\\d+`,
  'gu',
);

/** One way to say what something costs, and that it is void. */
function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .replace(
      /免费|免收费?|不(?:用|要|收|花|需要|必|需|用交|要交)(?:交|付|出|花)?(?:钱|费)(?!用)|一分钱(?:都)?不收/g,
      '不收费',
    )
    .replace(/收取?(?:任何)?费用|[收交花付要]钱/g, '收费')
    .replace(/无效/g, '不有效');
}

/** Words that deny without a marker; where they stand, words alone do not tell the stance. */
const veiled = /停止|放弃|缺乏|缺少|拒|丧失|失去|撤回|取消|困难|难以|很难|除了|除外|免/;

/** At commas and stops; what is enumerated stays together. */
function splitStanced(text: string): string[] {
  return text.split(/[,。;:!?()\n“”"]/).filter((clause) => /\p{L}/u.test(clause));
}

interface StancedClause {
  /** Content pairs without markers; a lone verb only where there is nothing else. */
  readonly pairs: ReadonlySet<string>;
  /** The stances of each pair: of the nearest marker before it in the clause. */
  readonly stances: ReadonlyMap<string, readonly Stance[]>;
  /** The pairs right behind a marker. */
  readonly anchors: ReadonlyMap<string, Stance>;
  readonly text: string;
  readonly isVeiled: boolean;
}

function readClause(text: string): StancedClause {
  const stances = new Map<string, Stance[]>();
  const anchors = new Map<string, Stance>();
  let stance: Stance | undefined;
  let isFresh = false;
  let last = '';
  const add = (pair: string) => {
    if (isFresh && stance) anchors.set(pair, stance);
    isFresh = false;
    stances.set(pair, [...(stances.get(pair) ?? []), stance ?? 'plain']);
  };
  for (const match of text.matchAll(token)) {
    // Group 1 holds the innocent words, group 2 their repeated character; the markers follow.
    const kind = markers.findIndex((_, index) => match[index + 3] !== undefined);
    const marker = markers[kind]?.[0];
    if (marker === 'open') {
      if (stance) stance = 'open';
      isFresh = false;
      continue;
    }
    if (marker) {
      stance = isFresh && stance ? combine(stance, marker) : marker;
      isFresh = true;
      last = '';
      continue;
    }
    const content = /^\d/.test(match[0]) ? [match[0]] : contentCharacters(match[0]);
    for (const char of content) {
      if (last !== '') add(last + char);
      last = char;
    }
  }
  // 出借是不允许的: what stands before is meant.
  const isPostponed = isFresh && last === '' && stance !== undefined;
  // A verb that stands alone behind its marker: 不赔, 可以查.
  if (last !== '' && (isFresh || stances.size === 0)) add(`${last}$`);
  else if (last !== '') stances.set(`${last}$`, [stance ?? 'plain']);
  const pairs = [...stances.keys()].filter((pair) => !pair.endsWith('$'));
  return {
    pairs: new Set(pairs.length > 0 ? pairs : stances.keys()),
    stances,
    anchors,
    text,
    isVeiled: isPostponed || veiled.test(text),
  };
}

/** Of two markers in a row: 可以不, 应当不, 不得不. */
function combine(first: Stance, second: Stance): Stance {
  const isDenied = denying.includes(first);
  if (denying.includes(second)) return isDenied ? 'want' : second;
  return isDenied ? 'must-not' : second;
}

const denying: readonly Stance[] = ['not', 'must-not', 'need-not'];

function agree(one: Stance, other: Stance): boolean {
  if (one === 'open' || other === 'open') return true;
  if (denying.includes(one) !== denying.includes(other)) return false;
  const both = [one, other];
  if (both.includes('must-not') && both.includes('need-not')) return false;
  return !(both.includes('may') && both.includes('must'));
}

const bounds = {
  /** So near each other, clauses say the same or its opposite. */
  near: 0.7,
  /** Of somebody described by what he does not do, only nearly the same words speak. */
  relative: 0.8,
  /** A clause so much farther than the nearest no longer speaks for the statement. */
  excusing: 0.35,
  /** Where a clause stands in the source nearly word for word, nothing else speaks. */
  copy: 0.85,
  /** From here on, a veiled clause leaves the stance open, and any clause excuses a condition. */
  veiled: 0.3,
} as const;

const opposites: readonly (readonly [RegExp, RegExp])[] = (
  [
    ['(?<![当目提先])前(?![夫妻任男女款述台期])', '(?<![先])后(?![果期])'],
    ['(?<!不)有效', '不有效'],
    ['以上', '以下'],
    ['(?<!不)满(?![足意])', '不满(?![足意])'],
    ['胜诉', '败诉'],
    ['原告', '被告'],
    ['男方', '女方'],
    ['主要', '次要'],
    ['上一?级', '下一?级'],
    ['从重|加重', '从轻|减轻'],
    ['高于|多于', '低于|少于'],
    ['书面', '口头'],
    ['同意', '不同意|拒绝'],
    ['准予|批准', '驳回|不予'],
    ['(?<!人)公开', '保密|不公开'],
    ['增加|提高', '减少|降低'],
    ['出借人|债权人', '借款人|债务人'],
  ] as const
).map(([one, other]) => [new RegExp(one), new RegExp(other)]);

/**
 * The clause of a statement that says the opposite of the source clauses nearest to it: a negation or a
 * modality turned round, or one word of a pair put for the other. Far paraphrases are not judged.
 */
export function turnedClause(statement: string, source: string): string | undefined {
  const theirs = splitStanced(plainWords(source)).map(readClause);
  return splitStanced(plainWords(statement)).find((text) => {
    const clause = readClause(text);
    const ranked = theirs.map((other) => ({ other, near: nearness(clause.pairs, other.pairs) }));
    const best = Math.max(0, ...ranked.map((entry) => entry.near));
    if (best < (/的(?=\p{Script=Han})/u.test(text) ? bounds.relative : bounds.near)) return false;
    const within = (share: number) =>
      ranked.filter((entry) => entry.near >= share).map(({ other }) => other);
    const copies = theirs.filter(
      ({ pairs }) =>
        Math.min(sharedPairs(clause.pairs, pairs), sharedPairs(pairs, clause.pairs)) >= bounds.copy,
    );
    // What happens if something is not done is often told apart from what must be done.
    const excuse = text.endsWith('的') ? bounds.veiled : best - bounds.excusing;
    const isUnclear = clause.isVeiled || within(bounds.veiled).some(({ isVeiled }) => isVeiled);
    const isDenied =
      copies.length > 0
        ? !clause.isVeiled && isTurned(clause, copies, copies)
        : !isUnclear && isTurned(clause, within(bounds.near), within(excuse));
    return isDenied || isOpposite(clause, within(bounds.near));
  });
}

function isTurned(
  clause: StancedClause,
  accusers: readonly StancedClause[],
  witnesses: readonly StancedClause[],
): boolean {
  const isDenied = (pair: string, own: readonly Stance[]) =>
    accusers.some(({ stances }) => stances.has(pair)) &&
    !witnesses.some(({ stances }) =>
      stances.get(pair)?.some((theirs) => own.some((mine) => agree(mine, theirs))),
    );
  for (const [pair, stance] of clause.anchors) if (isDenied(pair, [stance])) return true;
  // What the source denies, a statement that denies nothing does not say.
  if ([...clause.anchors.values()].some((stance) => denying.includes(stance))) return false;
  return accusers.some(({ anchors }) =>
    [...anchors].some(([pair, stance]) => {
      const own = clause.stances.get(pair);
      return denying.includes(stance) && own !== undefined && isDenied(pair, own);
    }),
  );
}

function isOpposite(clause: StancedClause, similar: readonly StancedClause[]): boolean {
  if (similar.length === 0) return false;
  const has = (pattern: RegExp) => similar.some(({ text }) => pattern.test(text));
  return opposites.some(([one, other]) => {
    const [mine, theirs] = one.test(clause.text) ? [one, other] : [other, one];
    return mine.test(clause.text) && !theirs.test(clause.text) && has(theirs) && !has(mine);
  });
}
