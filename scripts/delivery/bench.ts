// The home of what every bench of delivery stands on: the emulator as Telegram, the service as a child process, progress.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readGolden } from '../../src/corpus/golden.ts';
import { openTelegramServer, type TelegramServer } from '../../test/fakes/telegram-server.ts';
import { type RunningService, runService } from '../load/run-service.ts';

/** One line of the table a bench ends with. */
export interface Check {
  readonly what: string;
  readonly measured: string | number;
  readonly promised: string | number;
  readonly holds: boolean;
}

export interface Bench {
  readonly telegram: TelegramServer;
  readonly dataDir: string;
  /** Questions that stand alone. */
  readonly questions: readonly string[];
  /** Resolves when the service has its doors open. */
  readonly start: () => Promise<RunningService>;
  /** A line of progress on standard error. */
  readonly tell: (text: string) => void;
  /**
   * Resolves when `isDone`, or when `progress` has said the same for `stuckMs`; tells it every few seconds.
   * @returns whether it is done.
   */
  readonly until: (
    isDone: () => boolean,
    stuckMs: number,
    progress: () => string,
  ) => Promise<boolean>;
}

const lookEveryMs = 50;
const tellEveryMs = 5000;
const goldenFile = fileURLToPath(new URL('../../corpus/golden.yaml', import.meta.url));

export async function withBench(run: (bench: Bench) => Promise<Check[]>): Promise<Check[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-delivery-'));
  const telegram = await openTelegramServer();
  const startedAt = performance.now();
  const tell = (text: string) => {
    process.stderr.write(`${Math.round((performance.now() - startedAt) / 1000)} s: ${text}\n`);
  };
  const golden = readGolden(await readFile(goldenFile, 'utf8'));
  try {
    return await run({
      telegram,
      dataDir,
      tell,
      questions: golden.filter(({ after }) => after.length === 0).map(({ question }) => question),
      start: () =>
        runService({
          DATA_DIR: dataDir,
          LOG_LEVEL: 'error',
          TELEGRAM_API_ROOT: telegram.apiRoot,
          TELEGRAM_BOT_TOKEN: telegram.token,
        }),
      async until(isDone, stuckMs, progress) {
        let [movedAt, toldAt] = [performance.now(), performance.now()];
        let said = progress();
        while (!isDone()) {
          const now = performance.now();
          const says = progress();
          if (says !== said) movedAt = now;
          said = says;
          if (now - movedAt > stuckMs) return false;
          if (now - toldAt > tellEveryMs) {
            toldAt = now;
            tell(says);
          }
          await setTimeout(lookEveryMs);
        }
        return true;
      },
    });
  } finally {
    await telegram.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
