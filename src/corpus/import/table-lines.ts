// The home of a table as sentences: each row says by its column's heading what it holds. Pure.

const longestHeading = 20;

/** A line a row: "事项：法律援助；电话：12348。"; a table of two columns without a heading row "电话：12348。". */
export function tableLines(grid: readonly (readonly string[])[]): string[] {
  const rows = grid.filter((row) => row.some((cell) => cell !== ''));
  const titles = rows.findIndex((row) => new Set(row).size > 1);
  const head = rows[titles] ?? [];
  const body = rows.slice(titles + 1);
  // One value over the whole width is the table's title or a note.
  const above = rows.slice(0, Math.max(0, titles)).map((row) => row[0] ?? '');
  if (head.length === 0) return above;
  if (body.length === 0 || !isHeading(head, body)) {
    return [...above, ...rows.slice(titles).map(pairLine)];
  }
  return [...above, ...body.map((row) => rowLine(head, row))];
}

/** "事项：法律援助；电话：12348。", empty cells left out. */
export function rowLine(head: readonly string[], row: readonly string[]): string {
  if (new Set(row).size === 1) return row[0] ?? '';
  const parts = row.flatMap((cell, index) => {
    if (cell === '') return [];
    const name = head[index] ?? '';
    return [name === '' || name === cell ? cell : `${name}：${cell.replace(/。$/, '')}`];
  });
  return parts.length === 0 ? '' : `${parts.join('；')}。`;
}

function pairLine(row: readonly string[]): string {
  const [name = '', ...cells] = row.filter((cell, index) => cell !== '' && cell !== row[index - 1]);
  if (cells.length === 0) return name;
  const end = /[。！？]$/.test(cells.at(-1) ?? '') ? '' : '。';
  return `${name}：${cells.join('；')}${end}`;
}

/** Names of columns are short, different, and no figures; of two columns, the first may name the row instead. */
function isHeading(head: readonly string[], body: readonly (readonly string[])[]): boolean {
  const named = head.filter((cell) => cell !== '');
  if (named.some((cell) => cell.length > longestHeading || /\d{3}|[。；]/.test(cell))) return false;
  if (named.length < head.length - 1 || new Set(named).size < named.length) return false;
  if (head.length > 2) return true;
  return (
    /^(?:事项|项目|名称|类别|序号|服务|办理事项|姓名|部门|单位|社区|内容|指标)/.test(
      named[0] ?? '',
    ) && body.length > 1
  );
}
