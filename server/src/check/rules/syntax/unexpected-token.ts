import { nearest } from '../../../base/nearest.ts';
import type { Rule } from '../../rule.ts';

export const unexpectedToken: Rule = {
  code: 'unexpected-token',
  ids: [
    'R4',
    'G8',
    'L12',
    'P1',
    'P5',
    'P15',
    'I1',
    'F1',
    'F2',
    'F5',
    'T3',
    'T6',
    'T11',
    'T13',
    'T17',
    'R1',
    'U1',
    'U7',
    'W1',
    'W11',
    'W13',
  ],
  severity: 'error',
  title: `Syntax error: unexpected token.`,
  explanation: `The error is reported at the first token that does not fit, often the one after the missing text. A \`%\` turns a keyword into a name: \`%type\`.`,
  examples: {
    accept: [
      `package a:b;
interface i { %type: func(a: u8) -> u8; }
`,
    ],
    reject: [
      `package a:b;
interface i { type: func(); }
`,
      `package a:b;
interface i { f: func() }
`,
      `package a:b;
world w { import f func(); }
`,
      `package a:b;
use c:d/i.{t};
`,
    ],
  },
  message: ({ expected = '', found = '', meant }) =>
    `Expected ${expected}, found ${found}.${meant === undefined ? advice(expected, found) : didYouMean(meant)}`,
};

const didYouMean = (word: string): string => ` Did you mean \`${word}\`?`;

function advice(expected: string, found: string): string {
  const keyword = /^keyword `(.*)`$/.exec(found)?.[1];
  if (keyword !== undefined && expected.includes('an identifier'))
    return ` To use it as a name, write \`%${keyword}\`.`;
  const before = /^`(.*)`$/.exec(found)?.[1] ?? '';
  const meant = expected === 'keyword `func`' ? nearest(before, ['async', 'static']) : undefined;
  if (meant !== undefined) return didYouMean(meant);
  // Only a top-level `use` may continue with a dot.
  if (expected === '`as` or `;`' && found === '`.`')
    return ' Only a `use` in an interface or world can list names: move it there.';
  if (expected.endsWith('`;`') && found === '`:`') return ' The result of a function follows `->`.';
  if (expected.endsWith('`;`')) return ' An item without a body ends with `;`.';
  return '';
}
