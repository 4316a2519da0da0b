// What staff do besides running the service: documents, questions, evaluation, a look at the prompts.

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ChatModel } from './answering/chat-model.ts';
import { type Evaluation, evaluateAnswers } from './answering/evaluate-answers.ts';
import { loadPrompts } from './answering/load-prompts.ts';
import { NoModelError } from './answering/no-model-error.ts';
import { createPromptRecorder } from './answering/prompt-recorder.ts';
import { saveEvaluation } from './answering/save-evaluation.ts';
import { findMisuse } from './answering/screen.ts';
import { createQuestionWriter } from './answering/write-questions.ts';
import { countDue, expireRows } from './audit/expire-rows.ts';
import { findCutoff } from './audit/find-cutoff.ts';
import type { Config } from './config.ts';
import { addDocument, type DocumentRequest } from './corpus/add-document.ts';
import { checkCorpus } from './corpus/check-corpus.ts';
import { formatProblem } from './corpus/corpus-error.ts';
import type { FetchRequest } from './corpus/fetch/fetch-sources.ts';
import type { Network } from './corpus/fetch/network.ts';
import { readGolden } from './corpus/golden.ts';
import { describeWarning } from './corpus/imported-text.ts';
import {
  planQuestions,
  type QuestionWatch,
  removeModelQuestions,
  writeModelQuestions,
} from './corpus/write-model-questions.ts';
import type { Generation } from './retrieval/generation.ts';
import {
  createReleaseActs,
  type Operator,
  type ReleaseChoice,
} from './staff/create-release-acts.ts';
import { openIndex } from './staff/open-index.ts';
import type { ReleaseParts } from './staff/release-parts.ts';
import { type UploadedFile, withUploadedFile } from './staff/with-uploaded-file.ts';
import { openDatabase } from './storage/open-database.ts';
import { StorageError } from './storage/storage-error.ts';

/** What the composition root lends. */
export interface StaffParts extends ReleaseParts {
  readonly config: Config;
  readonly openModel: () => Promise<ChatModel | undefined>;
  /** What fetching may reach; absent: the public internet. Tests bring loopback. */
  readonly network: Network | undefined;
}

export interface QuestionOptions extends ReleaseChoice {
  readonly limit?: number;
  readonly dryRun?: boolean;
  readonly documentId?: string;
}

export interface EvaluationOptions {
  readonly file?: string | undefined;
  readonly model?: boolean | undefined;
}

/** Orders to the bot in a document. */
const isPlanted = (text: string) => findMisuse(text) === 'injection';

function documentOf(passageId: string): string {
  return passageId.split('#')[0] ?? passageId;
}

export function createStaffActs(parts: StaffParts) {
  const { config, now, addedDir, openModel, network, withPassingService } = parts;
  const { changeCorpus, acts } = createReleaseActs(parts);
  const fetchFolders = {
    corpusDir: config.corpusDir,
    fetchedDir: join(config.dataDir, 'fetched'),
    now,
  };

  /** Stores a document in the data folder and publishes an index that has it. @throws CorpusError, LockedError */
  async function storeDocument(request: DocumentRequest, choice: ReleaseChoice) {
    const today = now().toISOString().slice(0, 10);
    const { result, release } = await changeCorpus(
      choice,
      {
        what: '添加文档',
        kind: 'document-stored',
        documentIds: ({ document, outcome }) =>
          outcome === 'unchanged' ? undefined : [document.id],
      },
      () => addDocument(request, config.corpusDir, addedDir, today, isPlanted),
    );
    return { ...result, warnings: result.warnings.map(describeWarning), release };
  }

  return {
    ...acts,
    /**
     * What a language model would be sent for a question, step by step, as far as no reply is needed.
     * Nothing is sent to a model and nothing is logged.
     */
    async showPrompts(text: string) {
      const recorder = createPromptRecorder(config.chat?.model ?? '');
      await withPassingService((await openIndex(parts)).live, recorder, ({ service }) =>
        service.answer({ text, channel: 'cli', conversation: 'prompts', asker: 'cli' }),
      );
      const { chat, embedding } = config;
      return {
        prompts: recorder.recorded,
        chat: chat && { model: chat.model, host: new URL(chat.baseUrl).host },
        embedding: embedding && { model: embedding.model, host: new URL(embedding.baseUrl).host },
      };
    },
    /**
     * Has the configured model write residents' likely questions for passages that have none.
     * @throws NoModelError, unless it is a dry run.
     */
    async writeQuestions(
      { limit, dryRun = false, documentId, ...choice }: QuestionOptions,
      onPassage: QuestionWatch['onPassage'],
      onProgress: QuestionWatch['onProgress'],
    ) {
      const plan = await planQuestions(config.corpusDir, addedDir, documentId);
      const chosen = plan.waiting.slice(0, limit);
      const waiting = chosen.map(({ passage }) => passage);
      if (dryRun || waiting.length === 0) return { waiting, run: undefined };
      const writer = createQuestionWriter(await openModel(), await loadPrompts(config.promptsDir));
      const today = now().toISOString().slice(0, 10);
      const watch = { onPassage, onProgress };
      const asked = { ...plan, waiting: chosen };
      const { result, release } = await changeCorpus(
        choice,
        {
          what: '请模型写问法',
          kind: 'questions-written',
          documentIds: ({ passages }) =>
            passages > 0 ? waiting.map(({ documentId: id }) => id) : undefined,
        },
        () => writeModelQuestions(asked, addedDir, writer, today, watch),
      );
      return { waiting, run: { ...result, release } };
    },
    /** What would be answered now, by this index and model, to a question that stands alone. */
    replay: (generation: Generation, model: ChatModel | undefined, text: string) =>
      withPassingService(generation, model, async ({ service, audit }) => {
        const question = { text, channel: 'web', conversation: 'replay', asker: 'replay' } as const;
        const answer = await service.answer(question);
        const logged = await audit.find(answer.questionId);
        if (!logged) throw new StorageError('failed', 'The replayed answer was not logged.');
        return { answer, trace: logged.trace };
      }),
    /** Takes out what a model wrote for one document, or for `all`. */
    async removeQuestions(documentId: string, choice: ReleaseChoice) {
      const { result, release } = await changeCorpus(
        choice,
        {
          what: '去掉模型写的问法',
          kind: 'questions-removed',
          documentIds: (removed) =>
            removed.length > 0 ? removed.map(({ passage }) => documentOf(passage)) : undefined,
        },
        () => removeModelQuestions(addedDir, documentId),
      );
      return { removed: result, release };
    },
    addDocument: storeDocument,
    /** As `addDocument`, of a file that came over the web; nothing is published. @throws as it does. */
    addUpload: (upload: UploadedFile, request: Omit<DocumentRequest, 'file'>, { by }: Operator) =>
      withUploadedFile(config.dataDir, upload, (file) =>
        storeDocument({ ...request, file }, { by, publish: false }),
      ),
    /** Looks at registered pages. What is new becomes a document in the data folder; nothing is published. @throws LockedError */
    async fetchSources(
      { by, ...request }: FetchRequest & Operator,
      onProgress: (done: number, total: number) => void = () => {},
    ) {
      // Their libraries are loaded only here.
      const { fetchSources } = await import('./corpus/fetch/fetch-sources.ts');
      const { publicNetwork } = await import('./corpus/fetch/network.ts');
      const { createMainTextReader } = await import('./corpus/fetch/read-main-text.ts');
      const readMainText = createMainTextReader(isPlanted);
      const desk = { ...fetchFolders, addedDir, readMainText, network: network ?? publicNetwork };
      // Others who change files or publish meanwhile are told to wait.
      const { result } = await changeCorpus(
        { by, publish: false },
        {
          what: '取官方网页',
          kind: 'sources-fetched',
          documentIds: (reports) =>
            reports.length > 0 ? reports.flatMap(({ documentId }) => documentId ?? []) : undefined,
        },
        () => fetchSources(request, desk, onProgress),
      );
      return result;
    },
    /** When each fetched page was looked at, changed, and is due; asks nobody. */
    async listFetches() {
      const { listFetches } = await import('./corpus/fetch/fetch-sources.ts');
      return listFetches(fetchFolders);
    },
    /**
     * Asks the golden questions of `file`, by default the corpus's own.
     * @param options.model lets the configured model write; otherwise passages are quoted, so that figures compare.
     */
    async evaluate(
      { file = join(config.corpusDir, 'golden.yaml'), model = false }: EvaluationOptions = {},
      onProgress?: (done: number, total: number) => void,
    ) {
      if (model && !config.chat) throw new NoModelError();
      const golden = readGolden(await readFile(file, 'utf8'), basename(file));
      return withPassingService(
        (await openIndex(parts)).live,
        model ? await openModel() : undefined,
        ({ service, audit }) =>
          evaluateAnswers(
            golden,
            {
              ask: (text, conversation) =>
                service.answer({ text, conversation, channel: 'cli', asker: 'evaluate' }),
              traceOf: async (questionId) => (await audit.find(questionId))?.trace,
            },
            (done) => onProgress?.(done, golden.length),
          ),
      );
    },
    /** @returns the path of the report. */
    saveEvaluation: (evaluation: Evaluation) =>
      saveEvaluation(join(config.dataDir, 'evaluations'), evaluation, now()),
    /** @returns what is older than the retention time, and was removed unless it is a dry run. */
    async removeOldRows(dryRun: boolean) {
      const { retentionDays } = config;
      const database = await openDatabase(join(config.dataDir, 'bot.sqlite'));
      try {
        const cutoff = await findCutoff(database, now(), retentionDays);
        if (cutoff === undefined) return { retentionDays };
        const rows = await (dryRun
          ? countDue(database, cutoff)
          : expireRows(database, now, cutoff));
        return { retentionDays, cutoff, rows };
      } finally {
        await database.destroy();
      }
    },
    async checkCorpus() {
      const today = now().toISOString().slice(0, 10);
      const found = await checkCorpus(config.corpusDir, addedDir, today);
      return {
        ...found,
        problems: found.problems.map(formatProblem),
        expired: found.expired.map(formatProblem),
        stale: found.stale.map(formatProblem),
      };
    },
  };
}
