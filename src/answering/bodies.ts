// The home of names of courts, offices and other bodies: a statement names none that its sources do not. Pure.

import { otherPlace } from './scope.ts';

interface BodyKind {
  /** How statements name bodies of this kind. */
  readonly named: RegExp;
  /** What in a source speaks of such a body, or of what only it does. */
  readonly standing: RegExp;
}

const kinds: readonly BodyKind[] = [
  kind('(?:人民)?法院|人民法庭', '法院|法庭|起诉|上诉|诉讼|打官司|立案|判决|裁定|强制执行'),
  kind('(?:人民)?检察院|检察机关', '检察'),
  kind('公安(?:局|分局|机关|部门)|派出所', '公安|派出所|警|110'),
  kind('司法(?:局|所|行政部门|行政机关)', '司法(?:局|所|行政)'),
  kind('街道办(?:事处)?', '街道'),
  kind('(?:劳动|人事)[^，。；、]{0,8}?仲裁(?:委员会|委|院)|仲裁(?:委员会|委|院|机构)', '仲裁'),
  kind('(?:人民)?调解委员会|调委会|调解组织', '调解委员会|调委会|人民调解|调解组织|有关组织'),
  kind('公证(?:处|机构)', '公证'),
  kind('律师事务所|律所', '律师事务所|律所'),
  kind('法律援助(?:中心|机构)', '法律援助|援助机构'),
  kind('税务(?:局|部门|机关)', '税务'),
  kind(
    '人社(?:局|部门)|人力资源和?社会保障(?:局|部门)|劳动局|劳动监察(?:大队|机构)?',
    '人社|人力资源|劳动保障|社会保险行政部门|劳动监察',
  ),
  kind('社保(?:局|中心)|社会保险(?:费征收|经办)机构', '社保|社会保险'),
  kind('市场监(?:管|督管理)(?:局|所|部门)|工商局', '市场监'),
  kind('民政(?:局|部门)', '民政'),
  kind('信访(?:局|办|部门)', '信访'),
  kind('妇联|妇女联合会', '妇联|妇女联合会'),
  kind('残联|残疾人联合会', '残联|残疾人联合会'),
  kind('工会(?!法)', '工会'),
  kind('消委会|消协|消费者(?:权益保护委员会|协会)', '消委会|消协|消费者(?:权益保护委员会|协会)'),
  kind('居委会|居民委员会', '居委会|居民委员会'),
  kind('村委会|村民委员会', '村委会|村民委员会'),
  kind('业委会|业主委员会', '业委会|业主委员会'),
  kind('城管(?:局|部门)|综合行政执法(?:大队|支队)', '城管|综合行政执法'),
  kind('教育(?:局|委员会|部门)|教委', '教育'),
  kind('住建委|住房城乡建设(?:委|局|部门)|房管局', '住建|住房城乡建设|房管'),
  kind('婚姻登记(?:处|机关)|民政所', '婚姻登记|离婚登记|结婚登记'),
  kind('鉴定委员会', '鉴定委员会'),
  kind('交警队?|交通管理部门|交管部门', '交警|交通管理|公安|122'),
  kind('人大(?:常委会)?|人民代表大会', '人大|人民代表大会|家站点'),
  kind('人民政府|(?:市|区|县)政府', '政府'),
  kind('纪委|监察委(?:员会)?|监委', '纪委|监察委|监委'),
];

function kind(named: string, standing: string): BodyKind {
  return { named: new RegExp(named, 'g'), standing: new RegExp(standing) };
}

/** 最高人民法院 is not the court next door. */
const level = /(?:最高|高级|中级|基层)$/;
/** The last two characters of a place and its kind: 坪坝区. */
const place = /([\p{Script=Han}]{2}(?:省|市|区|县|镇|乡|街道|社区|村)|重庆|小龙坎|沙坪坝)$/u;
/** 社区居委会, 本市公安局, 所在地区法院: nobody's proper name. */
const noProperName =
  /^(?:.?[本该各某哪全辖地当社小]|所在|外地|当地|居住|户籍|市辖|街道)|区县$|社区$/;

/**
 * The first body or place of a statement that its sources do not name, in the statement's words.
 * @param source all that citing the passages shows; @param passages their own texts: that a law was made
 * by the highest court does not make it the court to go to.
 */
export function foreignBody(
  statement: string,
  source: string,
  passages: string,
): string | undefined {
  for (const { named, standing } of kinds) {
    for (const match of statement.matchAll(named)) {
      const before = statement.slice(Math.max(0, match.index - 6), match.index);
      if (!standing.test(source)) return match[0];
      const rank = level.exec(before)?.[0];
      if (rank && !passages.includes(rank)) return rank + match[0];
      const where = place.exec(before)?.[1];
      if (where && !noProperName.test(where) && !source.includes(where)) return where + match[0];
    }
  }
  return foreignPlace(statement, source);
}

function foreignPlace(statement: string, source: string): string | undefined {
  let rest = statement;
  for (let found = otherPlace(rest); found !== undefined; found = otherPlace(rest)) {
    if (!source.includes(found)) return found;
    rest = rest.replaceAll(found, '');
  }
  return undefined;
}
