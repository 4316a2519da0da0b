// The staff process: picks a command, prints, sets the exit code.

import { Command, CommanderError } from 'commander';
import { config as loadDotenv } from 'dotenv';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { askCommand } from './cli/ask.ts';
import { corpusCommand } from './cli/corpus.ts';
import { evaluateCommand } from './cli/evaluate.ts';
import { readConfig } from './config.ts';
import { ServiceError } from './errors.ts';

const projectDir = new URL('..', import.meta.url).pathname;

try {
  loadDotenv({ quiet: true });
  const config = readConfig(process.env, projectDir);
  const app = createApp(config, { logger: pino({ level: config.logLevel }, pino.destination(2)) });
  const program = new Command('npm run').exitOverride();
  program.addCommand(askCommand(app, console.log));
  program.addCommand(corpusCommand(app, console.log));
  program.addCommand(evaluateCommand(app, console.log));
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    if (!(error instanceof ServiceError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
