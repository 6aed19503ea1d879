import type { Rule } from '../../rule.ts';

export const unexpectedBrace: Rule = {
  code: 'unexpected-brace',
  ids: ['P15', 'I1'],
  severity: 'error',
  title: `Every \`}\` has its \`{\`.`,
  explanation: `There is one \`}\` too many, or a \`{\` is missing above.`,
  examples: {
    accept: [
      `package a:b;
interface i {}
`,
    ],
    reject: [
      `package a:b;
interface i {}
}
`,
    ],
  },
  message: () => 'This `}` closes nothing. Remove it, or add the `{` that is missing above.',
};
