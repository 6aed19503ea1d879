import type { Rule } from '../../rule.ts';

export const unterminatedComment: Rule = {
  code: 'unterminated-comment',
  ids: ['L7'],
  severity: 'error',
  title: `A block comment must end with \`*/\`.`,
  explanation: `Block comments nest: each \`/*\` within a comment needs its own \`*/\`.`,
  examples: {
    accept: [
      `package a:b;
/* one /* in another */ */
`,
    ],
    reject: [
      `package a:b;
/* one /* in another */
`,
    ],
  },
  message: () => 'This comment is not closed. Close it with `*/`; a nested comment needs its own `*/`.',
};
