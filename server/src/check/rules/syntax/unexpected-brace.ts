import type { Rule } from '../../rule.ts';

export const unexpectedBrace: Rule = {
  code: 'unexpected-brace',
  ids: ['P15', 'I1'],
  severity: 'error',
  title: `Every \`}\` needs a matching \`{\`.`,
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
  message: () => 'This `}` has no matching `{`. Remove it, or add the missing `{` above.',
};
