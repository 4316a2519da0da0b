// The staff process: picks a command, prints, sets the exit code.

import { Command, CommanderError } from 'commander';
import { config as loadDotenv } from 'dotenv';
import { createApp } from './app.ts';
import { accountsCommand } from './cli/accounts.ts';
import { askCommand } from './cli/ask.ts';
import { auditCommand } from './cli/audit.ts';
import { backupCommand } from './cli/backup.ts';
import { corpusCommand } from './cli/corpus.ts';
import { evaluateCommand } from './cli/evaluate.ts';
import { createProgressLine } from './cli/progress-line.ts';
import { describeUsageError } from './cli/usage-error.ts';
import { readConfig } from './config.ts';
import { ServiceError } from './errors.ts';
import { createLogger } from './logger.ts';
import { findProjectDir } from './project-dir.ts';
import { stepAside } from './retrieval/step-aside.ts';
import { turnOffTelemetry } from './telemetry.ts';

const projectDir = findProjectDir(import.meta.url);

try {
  loadDotenv({ quiet: true });
  turnOffTelemetry(process.env);
  const config = readConfig(process.env, projectDir);
  const app = createApp(config, {
    logger: createLogger(config.logLevel),
    onBuildProgress: createProgressLine(process.stderr),
    onKeptBack: (sentence) => console.error(`注意：${sentence}`),
  });
  // npm runs scripts in the project's folder and says here where it was called.
  const workingDir = process.env['INIT_CWD'] ?? process.cwd();
  const program = new Command('npm run');
  const terminal = { input: process.stdin, output: process.stderr };
  program.addCommand(accountsCommand(app, console.log, terminal));
  program.addCommand(askCommand(app, console.log));
  program.addCommand(auditCommand(app, console.log));
  const corpus = corpusCommand(app, console.log, workingDir, process.stdout.isTTY);
  program.addCommand(corpus.hook('preAction', stepAside));
  program.addCommand(backupCommand(app, console.log, workingDir));
  const evaluate = evaluateCommand(app, console.log, workingDir);
  program.addCommand(evaluate.hook('preAction', stepAside));
  // Not inherited by commands made elsewhere.
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
  for (const command of all(program)) {
    command.exitOverride().configureOutput({ outputError: () => {} });
  }
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    const sentence = describeUsageError(error);
    if (sentence) console.error(sentence);
    process.exitCode = error.exitCode;
  } else {
    if (!(error instanceof ServiceError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
