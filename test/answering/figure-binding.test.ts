import { describe, expect, test } from 'vitest';
import { misboundFigure } from '../../src/answering/figure-binding.ts';

const report = '现场解答的有25件，交给街道科室处理的有82件，联系区级部门的有18件。';
const fine = '情节较轻的，处10日以上15日以下拘留，财产总额不超过20万元的不交费。';

describe('a figure that its source says of something else', () => {
  test.each([
    ['现场解答的有82件', report, '82件'],
    ['联系区级部门的有25件', report, '25件'],
    ['处10日以下拘留', fine, '10日'],
    ['处15日以上拘留', fine, '15日'],
    ['财产总额超过20万元的', fine, '200000元'],
    ['起30日后提出申请', '自收到之日起30日内提出申请', '30日'],
  ])('%s', (statement, source, figure) => {
    expect(misboundFigure(statement, source)).toBe(figure);
  });
});

describe('a figure that its source says of the same', () => {
  test.each([
    ['现场解答25件', report],
    ['转给街道科室的有82件', report],
    ['一共拘留10到15天', fine],
    ['财产总额在20万元以内的', fine],
    ['30日之内提出申请', '自收到之日起30日内提出申请'],
    ['代表最多5人', '代表不得超过5人'],
    ['要等6个月以后才能再起诉', '6个月内再起诉的，法院不受理'],
    ['每件50元', '每件50元至100元'],
  ])('%s', (statement, source) => {
    expect(misboundFigure(statement, source)).toBeUndefined();
  });
});
