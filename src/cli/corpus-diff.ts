// `npm run corpus -- diff`: what publishing would change, as staff read it.

import { Command } from 'commander';
import type { App } from '../app.ts';

export type DiffApp = Pick<App, 'diffCorpus'>;
type CorpusDiff = Awaited<ReturnType<DiffApp['diffCorpus']>>;
type DocumentChange = CorpusDiff['documents'][number];
type ChangedPassage = DocumentChange['changed'][number];
type Passage = DocumentChange['added'][number];
type Conflict = CorpusDiff['conflicts'][number];

const kinds = { added: '新增', changed: '改动', removed: '去掉' } as const;
const parts = {
  headings: '标题',
  references: '依据',
  questions: '问法',
  service: '办事卡',
} as const;
/** Of what stayed the same so much is shown on either side of a change. */
const contextCharacters = 12;
const mostExpired = 20;

/** @param isColoured whether the terminal shows colours. */
export function diffCommand(
  app: DiffApp,
  print: (line: string) => void,
  isColoured: boolean,
): Command {
  return new Command('diff')
    .description('看改了什么：暂存的（没有暂存就是现在的文件）和居民正在用的相比')
    .action(async () => {
      for (const line of describeDiff(await app.diffCorpus(), isColoured)) print(line);
    });
}

export function describeDiff(diff: CorpusDiff, isColoured: boolean): string[] {
  const { live, to, isBehind, differs, documents, conflicts, unchecked, expired } = diff;
  const count = (kind: DocumentChange['kind']) =>
    documents.filter((change) => change.kind === kind).length;
  return [
    to === 'working-copy'
      ? `现在的文件，和居民正在用的索引 ${live} 相比`
      : `暂存的索引 ${to.staged}，和居民正在用的索引 ${live} 相比`,
    ...(isBehind ? ['注意：暂存以后文件又变了，再运行一次 npm run corpus -- stage'] : []),
    ...documents.flatMap((change) => describeDocument(change, isColoured)),
    documents.length > 0
      ? `合计：新增 ${count('added')} 份，改动 ${count('changed')} 份，去掉 ${count('removed')} 份文档`
      : differs
        ? '文档没有变化；变的是来源登记、词表或例句'
        : '没有变化',
    ...(conflicts.length > 0
      ? [
          `数字对不上的地方（${conflicts.length} 处），请核对哪个对：`,
          ...conflicts.flatMap(describeConflict),
        ]
      : []),
    ...(unchecked > 0 ? [`改动太多，还有 ${unchecked} 个段落没有和别的段落核对数字`] : []),
    ...(expired.length > 0
      ? [
          `到期要重看的文档（${expired.length} 份）：`,
          ...expired
            .slice(0, mostExpired)
            .map(({ id, title, reviewBy }) => `  ${id}  《${title}》  ${reviewBy} 到期`),
          ...(expired.length > mostExpired
            ? [`  还有 ${expired.length - mostExpired} 份，用 npm run corpus -- check 看`]
            : []),
        ]
      : []),
  ];
}

function describeDocument(
  { document, kind, isHeadChanged, added, changed, removed }: DocumentChange,
  isColoured: boolean,
): string[] {
  const bases = new Set([...added, ...removed].map(describeBasis));
  const shared = changed.length === 0 && bases.size === 1 ? [...bases].join('') : undefined;
  const head = (sign: string, passage: Passage) =>
    `  ${sign} ${passage.anchor}  ${passage.headings.slice(1).join(' › ')}` +
    (shared === undefined ? describeBasis(passage) : '');
  return [
    '',
    `${kinds[kind]}  《${document.title}》  ${document.id}${shared ?? ''}`,
    ...(isHeadChanged ? ['  文档开头的说明改了（标题、单位、日期、摘要这些）'] : []),
    ...added.flatMap((passage) => [head('+', passage), `    ${firstWords(passage.text)}`]),
    ...changed.flatMap((change) => [
      head('~', change.after),
      ...describePassage(change, isColoured),
    ]),
    ...removed.map((passage) => head('-', passage)),
  ];
}

function describePassage(
  { words, parts: changedParts, questions }: ChangedPassage,
  isColoured: boolean,
): string[] {
  const also = changedParts.map((part) =>
    part === 'questions'
      ? `问法（多了 ${questions.added} 条，少了 ${questions.removed} 条）`
      : parts[part],
  );
  return [
    ...(words.length > 0 ? [`    ${describeWords(words, isColoured)}`] : []),
    ...(also.length > 0 ? [`    改了：${also.join('、')}`] : []),
  ];
}

function describeBasis({ references }: Passage): string {
  const basis = references.map(({ source, articles }) => `${source.name}${articles.join('、')}`);
  return basis.length > 0 ? `  依据：${basis.join('；')}` : '';
}

/** Red and green on a terminal that shows them, marks in brackets elsewhere; what stayed is shortened. */
function describeWords(words: ChangedPassage['words'], isColoured: boolean): string {
  return words
    .map(({ kind, text: whole }, index) => {
      const text = whole.replace(/\n/g, ' ');
      if (kind === 'same') return shorten(text, index > 0, index < words.length - 1);
      if (isColoured) {
        return kind === 'added'
          ? `\u001b[32m${text}\u001b[0m`
          : `\u001b[31m\u001b[9m${text}\u001b[0m`;
      }
      return kind === 'added' ? `{+${text}+}` : `[-${text}-]`;
    })
    .join('');
}

function shorten(text: string, keepStart: boolean, keepEnd: boolean): string {
  const characters = [...text];
  const kept = (keepStart ? contextCharacters : 0) + (keepEnd ? contextCharacters : 0);
  if (characters.length <= kept + 2) return text;
  const start = keepStart ? characters.slice(0, contextCharacters).join('') : '';
  const end = keepEnd ? characters.slice(-contextCharacters).join('') : '';
  return `${start}……${end}`;
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return [...line].length > 60 ? `${[...line].slice(0, 60).join('')}……` : line;
}

function describeConflict({ staged, other, higher }: Conflict): string[] {
  const side = ({ document, passage, figure, sentence }: Conflict['other']) => {
    const [reference] = passage.references;
    return `《${document.title}》${passage.id} 写的是 ${figure}：“${sentence}”${reference ? `（依据：${reference.source.name}）` : ''}`;
  };
  const verdict = {
    staged: '新内容的来源级别更高，或者同级但更新：居民问到时用新的。多半是原来的旧了',
    other: '原来的来源级别更高，或者同级但更新：居民问到时用原来的。多半是新内容错了',
    equal: '两边的来源级别一样，也分不出新旧：居民问到时都可能用，要看原文',
  };
  return [
    `  原来  ${side(other)}`,
    ...staged.map((stated) => `  新的  ${side(stated)}`),
    `      ${verdict[higher]}`,
  ];
}
