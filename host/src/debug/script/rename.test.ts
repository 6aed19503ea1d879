import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asExpression, rename } from './rename.ts';

const TO = new Map([
  ['sum', 'sum2'],
  ['item', 'item3'],
  ['unit', 'Geo2.unit'],
]);

describe('renaming the variables of an expression', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['sum + item.sum', 'sum2 + item3.sum'],
    ['item[sum] + item["sum"]', 'item3[sum2] + item3["sum"]'],
    ['({ sum, item: 1, [item]: sum })', '({ sum: sum2, item: 1, [item3]: sum2 })'],
    ['items.map((sum) => sum + 1) + sum', 'items.map((sum) => sum + 1) + sum2'],
    ['items.map(({ sum = item, unit }) => sum)', 'items.map(({ sum = item3, unit }) => sum)'],
    [
      'items.map(([sum, ...item]) => sum + item + unit)',
      'items.map(([sum, ...item]) => sum + item + Geo2.unit)',
    ],
    [
      'items.map((one) => { const sum = one; return sum + item; })',
      'items.map((one) => { const sum = one; return sum + item3; })',
    ],
    ['({ unit, sum: item })', '({ unit: Geo2.unit, sum: item3 })'],
    ['`sum ${sum}` // sum', '`sum ${sum2}` // sum'],
    ['await this.sum?.(...item)', 'await this.sum?.(...item3)'],
    ['sum = 5; sum', 'sum2 = 5; sum2'],
    ['sum +', 'sum +'],
    ['', ''],
  ];
  for (const [text, expected] of cases) it(text || 'nothing', () => assert.equal(rename(text, TO), expected));
});

describe('an expression that begins with a brace', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{ sum, item }', '({ sum, item }\n)'],
    [' {}', '( {}\n)'],
    ['{ let one = 1; one }', '{ let one = 1; one }'],
    ['{', '{'],
    ['sum', 'sum'],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(asExpression(text), expected));
});
