// Writes test/fixtures/redaction/*.jsonl: invented people's data in residents' sentences, the same ones every time.
// node --import tsx scripts/redaction/make-lines.ts

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Carriers, developmentCarriers, heldOutCarriers } from './carriers.ts';
import { developmentForms, type Form, heldOutForms } from './number-forms.ts';

/** How many lines of each kind; 250 together. */
const counts = {
  identity: 54,
  wrongIdentity: 10,
  oldIdentity: 10,
  mobile: 66,
  landline: 22,
  bank: 26,
  email: 10,
  plate: 14,
  address: 16,
  name: 12,
  account: 6,
  credential: 4,
} as const;
type Kind = keyof typeof counts;

/** A linear congruential generator (Numerical Recipes): the same lines on every machine. */
function createDice(seed: number) {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[below(list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const digits = (length: number) => Array.from({ length }, () => below(10)).join('');
  return { below, pick, digits };
}
type Dice = ReturnType<typeof createDice>;

const two = (value: number) => String(value).padStart(2, '0');

function identity(dice: Dice, isRight: boolean): string {
  const area = dice.pick(['500106', '500105', '510212', '110105', '440305', '320102', '130203']);
  const born = `${1930 + dice.below(80)}${two(1 + dice.below(12))}${two(1 + dice.below(28))}`;
  const body = `${area}${born}${dice.digits(3)}`;
  const sum = [...body].reduce(
    (total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11),
    0,
  );
  return body + ('10X98765432'[(sum + (isRight ? 0 : 3)) % 11] ?? '');
}

function oldIdentity(dice: Dice): string {
  return `51021${dice.below(4) + 1}${two(20 + dice.below(60))}${two(1 + dice.below(12))}${two(1 + dice.below(28))}${dice.digits(3)}`;
}

function bankCard(dice: Dice): string {
  const body = dice.pick(['622202', '621700', '622848', '436742', '621661']) + dice.digits(12);
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const serial = (dice: Dice, length: number) =>
  Array.from({ length }, () => dice.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'])).join('');

const makers: Record<Kind, (dice: Dice, form: Form) => string> = {
  identity: (dice, form) => form(identity(dice, true)),
  wrongIdentity: (dice, form) => form(identity(dice, false)),
  oldIdentity: (dice) => oldIdentity(dice),
  mobile: (dice, form) =>
    `${dice.pick(['', '', '', '+86 ', '+86-', '0086'])}${form(`1${3 + dice.below(7)}${dice.digits(9)}`)}`,
  landline: (dice, form) => {
    const [area, local] = [dice.pick(['023', '010', '028', '0838']), `6${dice.digits(7)}`];
    return dice.pick([
      () => `${area}-${local}`,
      () => `${area}${local}`,
      () => `(${area})${local}`,
      () => `${area} ${local.slice(0, 4)} ${local.slice(4)}`,
      () => `${form(area)}-${form(local)}`,
    ])();
  },
  bank: (dice, form) => dice.pick([form, grouped])(bankCard(dice)),
  email: (dice) =>
    `${dice.pick(['li.si', 'wang_wu', 'zhangsan', 'a'])}${dice.digits(3)}@${dice.pick(['mail.example.cn', 'qq.com', '163.com'])}`,
  plate: (dice) => {
    const place = `${dice.pick([...'渝川京粤贵'])}${dice.pick([...'ABCDG'])}`;
    const split = dice.pick(['', '', '·', ' ', '-']);
    return `${place}${split}${dice.pick([() => `D${dice.digits(5)}`, () => `${serial(dice, 2)}${dice.digits(3)}`])()}`;
  },
  address: (dice) =>
    dice.pick([
      () => `小清正街${1 + dice.below(200)}号附${1 + dice.below(9)}号`,
      () =>
        `明月路${1 + dice.below(200)}号${1 + dice.below(9)}栋${1 + dice.below(4)}单元${1 + dice.below(30)}-${1 + dice.below(8)}`,
      () => `锦绣花园${1 + dice.below(20)}栋${1 + dice.below(30)}0${1 + dice.below(8)}室`,
      () =>
        `${1 + dice.below(20)}幢${1 + dice.below(4)}单元${1 + dice.below(30)}-${1 + dice.below(8)}`,
      () => `三栋二单元五零${dice.pick([...'一二三四'])}`,
      () => `青木巷${1 + dice.below(90)}号`,
    ])(),
  name: (dice) =>
    dice.pick([...'王李张刘陈杨赵黄周吴', '欧阳', '司马']) +
    dice.pick(['小凤', '建国', '秀英', '强', '伟', '德贵', '天明', '素芬']),
  account: (dice) =>
    dice.pick([() => `lisi_${dice.digits(4)}`, () => `${1 + dice.below(9)}${dice.digits(8)}`])(),
  credential: (dice) => `E${dice.digits(8)}`,
};

function grouped(card: string): string {
  return card.replace(/\d{4}(?=\d)/g, '$& ');
}

const groupOf: Partial<Record<Kind, string>> = { oldIdentity: 'identity' };

function makeHalf(seed: number, carriers: Carriers, forms: readonly Form[]): string {
  const dice = createDice(seed);
  const kinds = Object.keys(counts).filter((kind): kind is Kind => kind in counts);
  const lines = kinds.flatMap((kind) =>
    Array.from({ length: counts[kind] }, () => {
      const [before = '', after = ''] = dice.pick(carriers[groupOf[kind] ?? kind] ?? []).split('§');
      return JSON.stringify({ kind, before, secret: makers[kind](dice, dice.pick(forms)), after });
    }),
  );
  return `${lines.join('\n')}\n`;
}

const folder = join(import.meta.dirname, '../../test/fixtures/redaction');
writeFileSync(
  join(folder, 'masked-development.jsonl'),
  makeHalf(20260101, developmentCarriers, developmentForms),
);
writeFileSync(
  join(folder, 'masked-held-out.jsonl'),
  makeHalf(20260202, heldOutCarriers, heldOutForms),
);
