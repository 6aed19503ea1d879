import type { Rule } from '../../rule.ts';

export const unterminatedComment: Rule = {
  code: 'unterminated-comment',
  ids: ['L7'],
  severity: 'error',
  title: `A block comment ends with \`*/\`, and block comments nest.`,
  explanation: `Each \`/*\` within a comment needs a \`*/\` of its own.`,
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
  message: () => 'This comment has no end. Close it with `*/`; one inside of it needs a `*/` of its own.',
};
