import { expect, test } from 'vitest';
import { foreignBody } from '../../src/answering/bodies.ts';

const foreign = (statement: string, source: string) => foreignBody(statement, source, source);

test.each([
  ['去法院起诉', '向人民法院起诉'],
  ['可以去法院告', '可以直接起诉'],
  ['找劳动仲裁委', '劳动人事争议仲裁委员会'],
  ['找调委会', '人民调解委员会'],
  ['向人社局投诉', '向人社部门投诉'],
  ['找市场监管局', '市场监督管理部门'],
  ['去派出所报案', '向公安机关报案'],
  ['沙坪坝区法院', '沙坪坝区人民法院'],
  ['户籍地街道办', '户籍所在地的街道办事处'],
  ['小龙坎街道办', '小龙坎街道办事处'],
])('%s is what %s speaks of', (statement, source) => {
  expect(foreign(statement, source)).toBeUndefined();
});

test.each([
  ['去法院', '向公安机关报案', '法院'],
  ['向沙坪坝区人民法院起诉', '向人民法院起诉', '坪坝区人民法院'],
  ['由最高人民法院审理', '由人民法院审理', '最高人民法院'],
  ['找江北区司法局', '找司法局', '江北区司法局'],
  ['找税务局', '找民政部门', '税务局'],
  ['到磁器口去', '小龙坎和顺茶馆', '磁器口'],
])('%s names a body or place that %s does not', (statement, source, name) => {
  expect(foreign(statement, source)).toContain(name);
});

test('the court that made a rule is not the court to go to', () => {
  const shown = '向法院起诉。《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》';
  expect(foreignBody('向最高法院起诉', shown, '向法院起诉。')).toBe('最高法院');
});
