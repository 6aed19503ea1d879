import type { Rule } from '../../rule.ts';

export const unclosedBrace: Rule = {
  code: 'unclosed-brace',
  ids: ['I1', 'W1', 'R1', 'P8'],
  severity: 'error',
  title: `Every \`{\` has its \`}\`.`,
  explanation: `Where a body ends without one is told by the layout: by the first line that stands no further in than the line that opened the body.`,
  examples: {
    accept: [
      `package a:b;
interface i {
  f: func();
}
interface j {}
`,
    ],
    reject: [
      `package a:b;
interface i {
  f: func();
interface j {}
`,
    ],
  },
  message: ({ found }) => `Expected \`}\` before ${found}: a \`{\` above has no end.`,
};
