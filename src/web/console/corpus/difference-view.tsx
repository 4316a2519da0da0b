// What differs between what residents get and what waits: documents, passages word by word, figures that contradict.

import type { FC } from 'hono/jsx';
import type { Conflict, StatedFigure } from '../../../answering/find-conflicts.ts';
import type { ChangedPassage, DocumentChange } from '../../../corpus/compare-corpora.ts';
import type { WordChange } from '../../../corpus/compare-words.ts';
import type { Passage } from '../../../domain.ts';
import { Tag } from '../tag.tsx';
import type { Difference } from './corpus-acts.ts';

const kinds = { added: '新增', changed: '改动', removed: '去掉' } as const;
const otherParts = {
  headings: '标题',
  references: '依据',
  questions: '问法',
  service: '办事卡',
} as const;
/** More than these nobody reads, and a browser is slow with. */
const mostPassages = 200;
/** Of what stayed the same so much is shown on either side of a change. */
const contextCharacters = 40;

export const DifferenceView: FC<{ difference: Difference }> = ({
  difference: { to, live, documents, conflicts, unchecked, differs },
}) => (
  <>
    {conflicts.length > 0 ? <Conflicts conflicts={conflicts} /> : undefined}
    {unchecked > 0 ? (
      <p class="notice">{`改动太多，还有${unchecked}个段落没有和别的段落核对数字。`}</p>
    ) : undefined}
    {documents.length > 0 ? (
      <section aria-labelledby="changes">
        <h2 id="changes">改了什么</h2>
        <p class="hint">
          {`${to === 'working-copy' ? '现在的文件' : `暂存的版本 ${to.staged}`}，和居民正在用的版本 ${live} 相比。`}
          <ins>这样的字</ins>是新加的，<del>这样的字</del>是去掉的。
        </p>
        {documents.map((change) => (
          <DocumentDifference change={change} isOpen={documents.length <= 5} />
        ))}
      </section>
    ) : differs ? (
      <p>文档没有变化；变的是来源登记、词表或例句。</p>
    ) : undefined}
  </>
);

const DocumentDifference: FC<{ change: DocumentChange; isOpen: boolean }> = ({
  change: { document, kind, isHeadChanged, added, changed, removed },
  isOpen,
}) => {
  const rest = added.length + changed.length + removed.length - mostPassages;
  return (
    <details class="difference" open={isOpen}>
      <summary>
        <Tag>{kinds[kind]}</Tag> {document.title} <span class="meta">{document.id}</span>
      </summary>
      {isHeadChanged ? <p>文档开头的说明改了：标题、单位、日期、摘要这些。</p> : undefined}
      <ul class="lines">
        {changed.slice(0, mostPassages).map((passage) => (
          <ChangedLine change={passage} />
        ))}
        {added.slice(0, mostPassages).map((passage) => (
          <li>
            <PassageHead passage={passage} sign="新增" />
            <ins class="typed">{passage.text}</ins>
          </li>
        ))}
        {removed.slice(0, mostPassages).map((passage) => (
          <li>
            <PassageHead passage={passage} sign="去掉" />
            <del class="typed">{passage.text}</del>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p class="hint">段落太多，没有全部列出。</p> : undefined}
    </details>
  );
};

const ChangedLine: FC<{ change: ChangedPassage }> = ({
  change: { after, words, parts, questions },
}) => {
  const also = parts.map((part) =>
    part === 'questions'
      ? `问法（多了${questions.added}条，少了${questions.removed}条）`
      : otherParts[part],
  );
  return (
    <li>
      <PassageHead passage={after} sign="改动" />
      {words.length > 0 ? (
        <p class="typed">
          {words.map((word, index) => (
            <Words word={word} isFirst={index === 0} isLast={index === words.length - 1} />
          ))}
        </p>
      ) : undefined}
      {also.length > 0 ? <p class="meta">{`改了：${also.join('、')}`}</p> : undefined}
    </li>
  );
};

const PassageHead: FC<{ passage: Passage; sign: string }> = ({ passage, sign }) => (
  <p class="meta">
    {`${sign} · ${passage.headings.slice(1).join(' › ') || passage.anchor}`}
    {passage.references.length > 0
      ? ` · 依据：${passage.references
          .map(({ source, articles }) => `${source.name}${articles.join('、')}`)
          .join('；')}`
      : ''}
  </p>
);

const Words: FC<{ word: WordChange; isFirst: boolean; isLast: boolean }> = ({
  word: { kind, text },
  isFirst,
  isLast,
}) => {
  if (kind === 'added') return <ins>{text}</ins>;
  if (kind === 'removed') return <del>{text}</del>;
  return <>{shorten(text, !isFirst, !isLast)}</>;
};

function shorten(text: string, keepStart: boolean, keepEnd: boolean): string {
  const characters = [...text];
  const kept = (keepStart ? contextCharacters : 0) + (keepEnd ? contextCharacters : 0);
  if (characters.length <= kept + 2) return text;
  const start = keepStart ? characters.slice(0, contextCharacters).join('') : '';
  const end = keepEnd ? characters.slice(-contextCharacters).join('') : '';
  return `${start}……${end}`;
}

const verdicts: Readonly<Record<Conflict['higher'], string>> = {
  staged: '新内容的来源级别更高，或者同级但更新：居民问到时用新的。多半是原来的旧了。',
  other: '原来的来源级别更高，或者同级但更新：居民问到时用原来的。多半是新内容错了。',
  equal: '两边的来源级别一样，也分不出新旧：居民问到时都可能用，要看原文。',
};

const Conflicts: FC<{ conflicts: readonly Conflict[] }> = ({ conflicts }) => (
  <section aria-labelledby="conflicts">
    <h2 id="conflicts">数字对不上，请核对</h2>
    <ul class="lines">
      {conflicts.map(({ staged, other, higher }) => (
        <li class="differs">
          <Stated side="原来的" stated={other} />
          {staged.map((stated) => (
            <Stated side="新的" stated={stated} />
          ))}
          <p>{verdicts[higher]}</p>
        </li>
      ))}
    </ul>
  </section>
);

const Stated: FC<{ side: string; stated: StatedFigure }> = ({
  side,
  stated: { document, figure, sentence, passage },
}) => (
  <p>
    {`${side}，《${document.title}》写的是`}
    <strong>{figure}</strong>
    {`：“${sentence}”`}
    {passage.references[0] ? `（依据：${passage.references[0].source.name}）` : ''}
  </p>
);
