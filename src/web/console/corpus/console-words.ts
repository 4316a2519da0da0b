// The acts of staff word what is wrong for the command line; here the same options are fields, the same commands buttons.

/** Names of the form's fields, by the option of `npm run corpus -- add`. */
export const fieldLabels = {
  title: '标题',
  publisher: '发布单位',
  published: '发布日期',
  url: '官方网页',
  kind: '种类',
  year: '年份',
  topic: '主题',
  id: '编号',
  selector: '网页里要读的那一块',
  replace: '换掉同一编号的旧内容',
} as const;

const options = new Map<string, string>(Object.entries(fieldLabels));

const commands: ReadonlyMap<string, string> = new Map([
  ['stage', '“暂存”'],
  ['diff', '“待发布”'],
  ['test', '“测试”'],
  ['publish', '“发布”'],
  ['fetch', '“来源”'],
  ['history', '“历史”'],
  ['rollback', '“退回”'],
]);

export function inConsoleWords(message: string): string {
  return message
    .replace(/，例如：npm run corpus -- add .*$/gm, '')
    .replace(
      /(?:运行 )?npm run corpus -- ([a-z]+)(?: --[a-z]+)?/g,
      (whole, command) => commands.get(command) ?? whole,
    )
    .replace(/--([a-z]+)/g, (whole, option) => {
      const label = options.get(option);
      return label === undefined ? whole : `“${label}”`;
    });
}
