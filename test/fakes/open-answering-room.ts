// The answering room over a real index of the made-up corpus and a real log in a folder of its own.

import { join } from 'node:path';
import { beforeAll, onTestFinished } from 'vitest';
import { createAnswerService } from '../../src/answering/answer-question.ts';
import type { ChatModel } from '../../src/answering/chat-model.ts';
import { loadPrompts } from '../../src/answering/load-prompts.ts';
import type { Quota } from '../../src/answering/quota.ts';
import { createAskerDigest, type Digests } from '../../src/audit/asker-digest.ts';
import type { AuditLog } from '../../src/audit/audit-log.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import type { Channel, Document, Question } from '../../src/domain.ts';
import { createLogger } from '../../src/logger.ts';
import type { Generation } from '../../src/retrieval/generation.ts';
import { GenerationStore } from '../../src/retrieval/generation-store.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { answeringCorpus, answeringGlossary } from './answering-corpus.ts';
import { sharedTemporaryFolder, temporaryFolder } from './temporary-folder.ts';

export const clock = () => new Date('2032-03-01T08:00:00Z');

/** Built once for the tests of a file. */
export function buildAnsweringIndex(
  documents: readonly Document[] = answeringCorpus,
): () => Generation {
  let store: GenerationStore | undefined;
  beforeAll(async () => {
    const root = join(await sharedTemporaryFolder(), 'index');
    store = new GenerationStore(root, { endpoint: undefined, cacheDir: '' }, clock);
    const corpus = {
      documents,
      glossary: answeringGlossary,
      digest: 'made up',
    };
    await store.rebuild(corpus, () => {});
  });
  return () => {
    if (!store) throw new Error('the index is built before the tests of the file');
    return store.live;
  };
}

export interface AnsweringOptions {
  readonly publicBaseUrl?: string;
  /** What of the log behaves otherwise. */
  readonly audit?: Partial<AuditLog>;
  /** Writes the answers, by the project's own prompts. */
  readonly model?: ChatModel;
  readonly dailyTokens?: number;
  readonly isPaused?: (channel: Channel) => Promise<boolean>;
  readonly isBlocked?: (askers: Digests) => Promise<boolean>;
  readonly quota?: Quota;
}

export async function openAnsweringRoom(
  generation: () => Generation,
  {
    publicBaseUrl,
    audit: changes,
    model,
    dailyTokens,
    isPaused,
    isBlocked,
    quota,
  }: AnsweringOptions = {},
) {
  const prompts = await loadPrompts(join(import.meta.dirname, '../../prompts'));
  const folder = await temporaryFolder();
  const database = await openDatabase(join(folder, 'bot.sqlite'));
  onTestFinished(() => database.destroy());
  const audit = createAuditLog(database, clock);
  const digest = createAskerDigest('a key for tests only');
  const lines: string[] = [];
  const service = createAnswerService({
    generation,
    audit: { ...audit, ...changes },
    digest,
    logger: createLogger('debug', { write: (line) => lines.push(line) }),
    publicBaseUrl,
    now: clock,
    ...(isPaused ? { isPaused } : {}),
    ...(isBlocked ? { isBlocked } : {}),
    ...(quota ? { quota } : {}),
    writer: model && { model, prompts, dailyTokens },
  });
  return {
    folder,
    service,
    audit,
    database,
    digest,
    lines,
    ask: (
      text: string,
      conversation = 'chat-1',
      { channel = 'cli', asker = 'asker-1', ...rest }: Partial<Question> = {},
    ) => service.answer({ text, conversation, channel, asker, ...rest }),
  };
}
