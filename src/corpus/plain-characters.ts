// The home of characters that look like others and are found by nobody who types the usual ones. Pure.

/** Radicals and the words they look like (Unicode, EquivalentUnifiedIdeograph), which NFKC leaves apart or makes Traditional. */
const radicals = new Map(
  Array.from(
    '⼾户⺁厂⺌小⺎兀⺒巳⺓幺⺜日⺝月⺟母⺠民⺧牛⺩王⺫目⺬示⺮竹⺶羊⺻聿⺼月⺽臼⻁虎⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟'.match(
      /../gu,
    ) ?? [],
    ([radical = '', word = '']) => [radical, word],
  ),
);

/**
 * Full-width digits and letters become narrow, radicals and compatibility forms that PDF writers leave
 * behind (⺠, ⼀) the words they stand for. Chinese punctuation stays.
 */
export function plainCharacters(text: string): string {
  return text
    .replace(/[\u2e80-\u2fdf]/g, (char) => radicals.get(char) ?? char)
    .replace(/[０-９Ａ-Ｚａ-ｚ\u2f00-\u2fdf\uf900-\ufb06]/g, (char) => char.normalize('NFKC'));
}
