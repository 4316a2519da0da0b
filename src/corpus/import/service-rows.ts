// The home of lists of services: each row becomes a section that reads like a service card. Pure.

import {
  cleanLine,
  type ImportedSection,
  type ImportedText,
  toSections,
} from '../imported-text.ts';
import { ImportRefusal } from './import-refusal.ts';
import { maxSections } from './imported-file.ts';
import { rowLine } from './table-lines.ts';

/** One sheet, its hidden rows and columns left out. */
export interface Sheet {
  /** Empty where a file has only one. */
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** What staff call the columns, and the words of a service card for it; the order is the card's. */
const columns: readonly { label: string; names: RegExp }[] = [
  {
    label: '办什么',
    names:
      /^(?:办什么|(?:办理|服务|办事|业务|事项|项目|服务事项|政务服务)?(?:事项|项目|名称|服务|业务)(?:名称)?)$/,
  },
  {
    label: '谁能办',
    names: /^(?:谁能办|谁|(?:服务|办理|申请|适用)?(?:对象|人群|条件|范围)|办理人)$/,
  },
  { label: '费用', names: /^(?:(?:是否)?收费(?:标准|情况|依据)?|费用|多少钱|价格)$/ },
  {
    label: '电话',
    names: /^(?:(?:咨询|联系|办公|服务|投诉|热线)?(?:电话|热线|号码)(?:号码)?|联系方式|手机)$/,
  },
  { label: '时间', names: /^(?:(?:办公|工作|服务|受理|办理|开放|接待)?时间|时间段)$/ },
  {
    label: '地点',
    names: /^(?:(?:办理|办公|服务|受理|联系)?(?:地点|地址|窗口|场所)|在哪(?:里|儿)?办?|时间地点)$/,
  },
  {
    label: '材料',
    names: /^(?:(?:所需|需要|申请|办理|提交)?的?(?:材料|资料|证件)(?:清单)?|带什么)$/,
  },
  { label: '步骤', names: /^(?:(?:办理|服务|申请|办事)?(?:流程|步骤|程序|方式)|怎么办)$/ },
  { label: '期限', names: /^(?:(?:办理|办结|法定|承诺|服务)?(?:时限|期限|时效)|多久)$/ },
];
const nothing = '';

/** @throws ImportRefusal when there is no heading row, or too many rows. */
export function readServiceRows(sheets: readonly Sheet[]): ImportedText {
  let title = '';
  const sections = sheets.flatMap(({ name, rows }, sheet): ImportedSection[] => {
    const cleaned = rows.map((row) => row.map(cleanCell));
    const at = headingRow(cleaned);
    const head = cleaned[at];
    if (!head) return [];
    // One value over the width of the table, above its heading, is what the table is called.
    title ||=
      cleaned
        .slice(0, at)
        .find((row) => new Set(row.filter(Boolean)).size === 1)
        ?.find(Boolean) ?? '';
    return cleaned.slice(at + 1).flatMap((row, below): ImportedSection[] => {
      const text = serviceText(head, row);
      if (text === '') return [];
      const own = sheets.length > 1 && name !== '' ? [name] : [];
      const anchor = `row-${sheets.length > 1 ? `${sheet + 1}-` : ''}${at + below + 2}`;
      return [{ anchor, headings: [...own, serviceName(head, row)], text }];
    });
  });
  if (sections.length === 0) {
    throw new ImportRefusal(
      '表里没有读到内容：第一行写列名（例如 事项、电话、时间），下面一行写一项服务',
    );
  }
  if (sections.length > maxSections) {
    throw new ImportRefusal(`表里有${sections.length}行，最多${maxSections}行，拆成几份再添加`);
  }
  return { title, sections: toSections(sections) };
}

/** Whether a row names the columns of a list of services. */
export function namesColumns(row: readonly string[]): boolean {
  return row.filter((cell) => labelOf(cell) !== undefined).length >= 2;
}

function headingRow(rows: readonly (readonly string[])[]): number {
  const known = rows.slice(0, 20).findIndex(namesColumns);
  return known >= 0 ? known : rows.findIndex((row) => new Set(row.filter(Boolean)).size > 1);
}

function serviceName(head: readonly string[], row: readonly string[]): string {
  const at = head.findIndex((cell) => labelOf(cell) === '办什么');
  const named = row[at] || row.find((cell) => /\p{L}/u.test(cell)) || row.find(Boolean);
  return (named ?? '').split('\n')[0] ?? '';
}

/** "法律援助申请 电话：12348。", a line a column: each stands alone when it is quoted. */
function serviceText(head: readonly string[], row: readonly string[]): string {
  const name = serviceName(head, row);
  const cells = head.flatMap((column, index) => {
    const value = row[index] ?? '';
    const label = labelOf(column);
    if (value === '' || value === name || /^序号$/.test(column)) return [];
    const order = columns.findIndex((entry) => entry.label === label);
    return [{ order: order < 0 ? columns.length : order, label: label ?? column, value }];
  });
  if (cells.length === 0) return row.some(Boolean) && name !== '' ? rowLine([], [name]) : nothing;
  return cells
    .sort((one, two) => one.order - two.order)
    .map(({ label, value }) => {
      const plain = value.replaceAll('\n', '；').replace(/[。；]+$/, '');
      return label === '' ? `${name}：${plain}。` : `${name}，${label}：${plain}。`;
    })
    .join('\n');
}

function labelOf(column: string): string | undefined {
  const plain = column.replace(/[\s:：*]|[（(][^）)]*[)）]/g, '');
  return columns.find(({ names }) => names.test(plain))?.label;
}

function cleanCell(cell: string): string {
  return cell
    .split(/\r?\n/)
    .map(cleanLine)
    .filter((line) => line !== '')
    .join('\n');
}
