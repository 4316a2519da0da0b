// Delivery under faults: the real service as a child process, the emulator as Telegram, nothing mocked between.
// npm run bench:kill, bench:backlog, bench:flood, bench:blackhole, bench:logging
// Progress on standard error, one table on standard output; exit 1 when a promise does not hold.

import { cpus, loadavg } from 'node:os';
import { backlog } from './delivery/backlog.ts';
import { type Bench, type Check, withBench } from './delivery/bench.ts';
import { blackhole } from './delivery/blackhole.ts';
import { flood } from './delivery/flood.ts';
import { kill } from './delivery/kill.ts';
import { logging } from './delivery/logging.ts';

const scenarios: Readonly<Record<string, (bench: Bench) => Promise<Check[]>>> = {
  kill,
  backlog,
  flood,
  blackhole,
  logging,
};
const [name = ''] = process.argv.slice(2);
const scenario = scenarios[name];
if (!scenario) throw new Error(`Name one of: ${Object.keys(scenarios).join(', ')}.`);

const load = () => loadavg()[0]?.toFixed(1);
const loadBefore = load();
const checks = await withBench(scenario);

const row = (what: string, measured: string | number, promised: string | number, holds: string) =>
  `${what.padEnd(44)}${String(measured).padStart(10)}${String(promised).padStart(24)}  ${holds}`;
console.log(row(name, 'measured', 'promised', ''));
for (const { what, measured, promised, holds } of checks) {
  console.log(row(what, measured, promised, holds ? '' : 'MISSED'));
}
console.log(
  `\n${cpus().length} processors, load ${loadBefore} at the start and ${load()} at the end`,
);
process.exitCode = checks.every(({ holds }) => holds) ? 0 : 1;
