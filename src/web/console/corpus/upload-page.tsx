// The form by which a file becomes a document of the corpus, and those by which one is taken away.

import type { Child, FC } from 'hono/jsx';
import { topics } from '../../../corpus/read-markdown.ts';
import type { ConsoleSession } from '../console-desk.ts';
import { ConsoleForm, csrfField } from '../console-form.tsx';
import { Problem } from '../problem.tsx';
import type { RunningWork } from './background-work.ts';
import { fieldLabels } from './console-words.ts';
import type { AddedFacts } from './corpus-acts.ts';
import { CorpusTabs } from './corpus-tabs.tsx';
import { RunningNotice } from './running-notice.tsx';
import type { UploadForm } from './upload-form.ts';

export const uploadPath = '/console/corpus/upload';

interface UploadPageProps {
  /** What was typed before it was refused. */
  readonly typed: UploadForm;
  readonly problem: string | undefined;
  readonly added: readonly AddedFacts[];
  readonly running: RunningWork | undefined;
  readonly session: ConsoleSession;
}

export const UploadPage: FC<UploadPageProps> = ({ typed, problem, added, running, session }) => (
  <div class="wide">
    <h1>上传和去掉</h1>
    <CorpusTabs current="上传和去掉" role={session.actor.role} />
    <RunningNotice running={running} />
    <Problem text={problem} />
    {problem === undefined ? undefined : <p>什么都没有改。请改好以后再提交；文件要重新选一次。</p>}
    <p>
      上传以后先存好、暂存，居民看不到。看过改了什么、测试过，再发布。扫描的图片读不了，要有文字的文件。
      {added.length > 0 ? <a href="#added">要去掉添加过的，看最下面。</a> : undefined}
    </p>
    <form method="post" action={uploadPath} enctype="multipart/form-data" class="fields">
      <input type="hidden" name={csrfField} value={session.csrf} />
      <Field name="file" label="文件" hint="Word、PDF、网页、文本；办事清单用表格。最大30MB。">
        <input
          id="file"
          name="file"
          type="file"
          accept=".docx,.pdf,.html,.htm,.txt,.md,.xlsx,.csv"
          required
          aria-describedby="file-hint"
        />
      </Field>
      <Text name="title" typed={typed} hint="例如：某街道2024年法治政府建设情况报告" />
      <Text name="publisher" typed={typed} hint="例如：某街道办事处" />
      <Text name="published" typed={typed} type="date" hint="文件上写的发布日期" />
      <Field name="kind" label={fieldLabels.kind}>
        <select id="kind" name="kind">
          <option value="">报告</option>
          <option value="guide" selected={typed.kind === 'guide'}>
            办事指南
          </option>
        </select>
      </Field>
      <Field name="topic" label={fieldLabels.topic} hint="办事指南一定要选。">
        <select id="topic" name="topic" aria-describedby="topic-hint">
          <option value="">不选</option>
          {topics.map((topic) => (
            <option value={topic} selected={typed.topic === topic}>
              {topic}
            </option>
          ))}
        </select>
      </Field>
      <Text name="url" typed={typed} type="url" hint="有官方网页就写，以 https:// 开头。" />
      <Text name="year" typed={typed} hint="报告讲的是哪一年；标题里有就不用写。" />
      <details open={Boolean(typed.id || typed.selector || typed.replace)}>
        <summary>不常用的</summary>
        <div class="fields">
          <Text name="id" typed={typed} hint="不写会自动取。要换掉旧的一份，写旧的那份的编号。" />
          <label class="check">
            <input type="checkbox" name="replace" value="yes" checked={typed.replace === 'yes'} />
            {fieldLabels.replace}
          </label>
          <Text
            name="selector"
            typed={typed}
            hint="只用于网页，写 CSS 选择器；不写会自动找正文。"
          />
        </div>
      </details>
      <div class="actions">
        <button type="submit" class="primary">
          上传并暂存
        </button>
      </div>
    </form>
    <AddedDocuments added={added} session={session} />
  </div>
);

const AddedDocuments: FC<Pick<UploadPageProps, 'added' | 'session'>> = ({ added, session }) => (
  <section aria-labelledby="added">
    <h2 id="added">去掉添加过的</h2>
    {added.length === 0 ? (
      <p class="empty">还没有添加过文件。</p>
    ) : (
      <>
        <p>去掉以后先暂存，发布了居民才看不到。文件会留着。随服务一起来的资料不在这里。</p>
        <ul class="lines">
          {added.map(({ id, title, checked }) => (
            <li>
              <details>
                <summary>
                  {title} <span class="meta">{`编号 ${id} · ${checked}核对`}</span>
                </summary>
                <ConsoleForm action="/console/corpus/remove" session={session} class="fields">
                  <input type="hidden" name="id" value={id} />
                  <label class="check">
                    <input type="checkbox" name="confirmed" value="yes" required />
                    {`我确认：去掉《${title}》。`}
                  </label>
                  <div class="actions">
                    <button type="submit" class="danger">
                      去掉并暂存
                    </button>
                  </div>
                </ConsoleForm>
              </details>
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
);

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly children?: Child;
}

const Field: FC<FieldProps> = ({ name, label, hint, children }) => (
  <div class="field">
    <label for={name}>{label}</label>
    {children}
    {hint ? (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    ) : undefined}
  </div>
);

interface TextProps {
  readonly name: 'title' | 'publisher' | 'published' | 'url' | 'year' | 'id' | 'selector';
  readonly typed: UploadForm;
  readonly hint: string;
  readonly type?: 'date' | 'url';
}

const Text: FC<TextProps> = ({ name, typed, hint, type = 'text' }) => (
  <Field name={name} label={fieldLabels[name]} hint={hint}>
    <input
      id={name}
      name={name}
      type={type}
      value={typed[name] ?? ''}
      maxlength={500}
      aria-describedby={`${name}-hint`}
    />
  </Field>
);
