// How many wrong statements verification catches, by what is wrong in them, and how many right ones it lets pass.
// npm run --silent bench:verify [-- --failures]

import { bounded, bounds, measureVerification, type Rate } from './verification/measure.ts';

const { mutations, paraphrases, quotations } = await measureVerification();
const share = (rates: readonly Rate[]) =>
  rates.reduce((sum, { right }) => sum + right, 0) /
  rates.reduce((sum, { count }) => sum + count, 0);
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

function table(title: string, verb: string, rates: readonly Rate[]): void {
  console.log(`${title.padEnd(28)}${'count'.padStart(7)}${verb.padStart(9)}${'rate'.padStart(10)}`);
  for (const { name, count, right } of rates) {
    console.log(
      `${name.padEnd(28)}${String(count).padStart(7)}${String(right).padStart(9)}${percent(right / count).padStart(10)}`,
    );
  }
}

table('wrong statements', 'caught', mutations);
console.log();
table('right statements', 'passed', [...paraphrases, quotations]);
if (process.argv.includes('--failures')) {
  for (const { name, failures } of [...mutations, ...paraphrases, quotations]) {
    for (const failure of failures) console.log(`${name}: ${failure}`);
  }
}

const names: readonly string[] = bounded;
const caught = share(mutations.filter(({ name }) => names.includes(name)));
const passed = share(paraphrases);
const isMet =
  caught >= bounds.caught && passed >= bounds.passed && quotations.failures.length === 0;
console.log(
  `\n${isMet ? 'Met' : 'Missed'}: figures, dates, phones, articles and titles caught ${percent(caught)} (at least ${percent(bounds.caught)}), paraphrases passed ${percent(passed)} (at least ${percent(bounds.passed)}), quotations passed ${percent(share([quotations]))} (all)`,
);
process.exitCode = isMet ? 0 : 1;
