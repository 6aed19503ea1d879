import type { Rule } from '../../rule.ts';

export const unclosedBrace: Rule = {
  code: 'unclosed-brace',
  ids: ['I1', 'W1', 'R1', 'P8'],
  severity: 'error',
  title: `Every \`{\` needs a matching \`}\`.`,
  explanation: `Indentation tells where a body without \`}\` ends: at the first line that is indented no deeper than the line that opens the body.`,
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
  message: ({ found }) => `Expected \`}\` before ${found}: a \`{\` above is not closed.`,
};
