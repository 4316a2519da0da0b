// The service process: opens the index, then the doors; stops them in reverse.

import { config as loadDotenv } from 'dotenv';
import { createApp } from './app.ts';
import { createProgressLine } from './cli/progress-line.ts';
import { createTerminalPrompt } from './cli/terminal-prompt.ts';
import { ConfigError, readConfig } from './config.ts';
import { ServiceError } from './errors.ts';
import { createLogger } from './logger.ts';
import { findProjectDir } from './project-dir.ts';
import { TelegramError } from './telegram/telegram-error.ts';
import { turnOffTelemetry } from './telemetry.ts';

const projectDir = findProjectDir(import.meta.url);
const refreshEveryMs = 1000;
/** What has been started, in order. */
const started: (() => unknown)[] = [];
let stopping: Promise<void> | undefined;

function stop(): Promise<void> {
  stopping ??= (async () => {
    for (const end of started.reverse()) await end();
  })();
  return stopping;
}

function onSignal(signal: NodeJS.Signals): void {
  // A second signal, or one before there is anything to finish, ends at once: publishing is atomic.
  if (stopping || started.length === 0) process.exit(signal === 'SIGINT' ? 130 : 143);
  process.stdout.write('正在结束：先答完手上的问题。再发一次信号就立即结束。\n');
  stop().catch(fail);
}

/** EX_CONFIG of sysexits.h: a supervisor need not start again before somebody has acted (systemd: RestartPreventExitStatus=78). */
const needsPerson = 78;

function fail(error: unknown): void {
  const isForPerson = error instanceof ConfigError || error instanceof TelegramError;
  process.exitCode = isForPerson ? needsPerson : 1;
  if (!(error instanceof ServiceError)) throw error;
  process.stderr.write(`${error.message}\n`);
}

async function serve(): Promise<void> {
  loadDotenv({ quiet: true });
  turnOffTelemetry(process.env);
  const config = readConfig(process.env, projectDir);
  const logger = createLogger(config.logLevel);
  const app = createApp(config, { logger, onBuildProgress: createProgressLine(process.stderr) });
  const open = await app.open();
  started.push(open.close);

  started.push(app.keepRetention(open));

  const doors: Promise<void>[] = [];
  const telegram = await app.openTelegram(open);
  const web = await app.openWeb(open, telegram);
  const webClosed = new Promise<void>((resolve) => {
    started.push(() => web.stop().finally(resolve));
  });
  doors.push(webClosed);
  process.stdout.write(`网页：${web.address}\n`);
  if (stopping) return;
  if (telegram) {
    // Waits for what Telegram lets go of, so it comes after it.
    started.push(app.postSummaries(open, telegram));
    started.push(() => telegram.stop());
    doors.push(telegram.start());
  }
  if (process.stdin.isTTY) {
    const ask = async (text: string) => {
      const conversation = `terminal-${process.pid}`;
      return (await open.service.answer({ text, channel: 'cli', conversation, asker: 'cli' })).text;
    };
    const terminal = { input: process.stdin, output: process.stdout };
    const prompt = createTerminalPrompt(ask, terminal, () => onSignal('SIGINT'));
    started.push(prompt.close);
    doors.push(
      prompt.run().then(() => {
        if (!stopping) process.stdout.write('提问结束。服务还在运行，按 Ctrl-C 停止。\n');
      }),
    );
  }

  // What another process publishes (`npm run corpus -- add`) is served from the next question on.
  let warned = '';
  const refresher = setInterval(() => {
    open.generations.refresh().then(
      (swapped) => {
        const { generation } = open.generations.live.manifest;
        if (swapped) logger.info({ generation }, 'serving a new index');
      },
      (err: unknown) => {
        const problem = err instanceof Error ? err.message : String(err);
        if (problem !== warned) logger.warn({ err }, 'a new index could not be opened');
        warned = problem;
      },
    );
  }, refreshEveryMs).unref();
  started.push(() => clearInterval(refresher));

  await Promise.all(doors);
}

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
try {
  await serve();
} catch (error) {
  fail(error);
} finally {
  await stop();
}
