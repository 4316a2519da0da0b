// How many golden questions are right, and which of them changed.

import type { FC } from 'hono/jsx';
import type { GoldenComparison, WrongAnswer } from './corpus-acts.ts';

export const GoldenView: FC<{ golden: GoldenComparison }> = ({
  golden: { live, staged, worse, better, ofReplacedDigest },
}) => (
  <section aria-labelledby="golden">
    <h2 id="golden">标准题</h2>
    <p>
      {staged.questions === 0
        ? '没有标准题，没有检查。'
        : `${staged.questions}道，新的答对${staged.right}道${live ? `，原来的答对${live.right}道` : ''}。`}
    </p>
    <Answers what="变差的" answers={worse} />
    <Answers what="变好的" answers={better} />
    <Answers what="变差，但问的是要点整理，现在由原文代替，不影响发布" answers={ofReplacedDigest} />
  </section>
);

const Answers: FC<{ what: string; answers: readonly WrongAnswer[] }> = ({ what, answers }) =>
  answers.length === 0 ? undefined : (
    <>
      <h3>{`${what}（${answers.length}道）`}</h3>
      <ul class="lines">
        {answers.map(({ id, question, faults }) => (
          <li>
            {question} <span class="meta">{`${id} · ${faults.join('；')}`}</span>
          </li>
        ))}
      </ul>
    </>
  );
