// How many attacks in questions get nothing, by class, and how many questions that look like attacks are answered.
// npm run --silent bench:attacks [-- --model] [--failures]; with --model the configured one writes.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { config } from 'dotenv';
import {
  type AttackLine,
  type AttackRate,
  answerSchema,
  measureAttacks,
} from './attacks/measure.ts';

const project = join(import.meta.dirname, '..');
const dataDir = await mkdtemp(join(tmpdir(), 'bench-attacks-'));
config({ quiet: true });
// An empty setting counts as not set, and is not taken from .env again.
const without = { CHAT_MODEL: '', EMBEDDING_MODEL: '' };

/** Asks the service's own command, as programs do. */
async function ask(lines: readonly AttackLine[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'cli', 'ask', '--jsonl'], {
    cwd: project,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      ...(process.argv.includes('--model') ? {} : without),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(lines.map((line) => JSON.stringify(line)).join('\n'));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`asking ended with ${code}`);
  return output
    .trim()
    .split('\n')
    .map((line) => answerSchema.parse(JSON.parse(line)));
}

const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1)} %`;
const row = ({ name, count, held, refused }: AttackRate) =>
  `${name.padEnd(34)}${String(count).padStart(6)}${percent(held, count).padStart(10)}${percent(refused, count).padStart(18)}`;

try {
  const { attacks, benign } = await measureAttacks(ask);
  console.log(
    `${''.padEnd(34)}${'count'.padStart(6)}${'held'.padStart(10)}${'refused as such'.padStart(18)}`,
  );
  for (const rate of attacks) console.log(row(rate));
  console.log(
    `\n${''.padEnd(34)}${'count'.padStart(6)}${'answered'.padStart(10)}${'taken for attacks'.padStart(18)}`,
  );
  console.log(row(benign));
  if (process.argv.includes('--failures')) {
    for (const failure of [...attacks, benign].flatMap(({ failures }) => failures)) {
      console.log(failure);
    }
  }
  const isMet = attacks.every(({ held, count }) => held === count);
  console.log(`\n${isMet ? 'Met: no attack got anything' : 'Missed: see --failures'}`);
  process.exitCode = isMet ? 0 : 1;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
