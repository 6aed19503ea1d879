import type { Rule } from '../../rule.ts';

export const identifierPartEmpty: Rule = {
  code: 'identifier-part-empty',
  ids: ['L10', 'L11'],
  severity: 'error',
  title: `The words of a name must be joined by single hyphens.`,
  explanation: `A name neither starts nor ends with \`-\`, and does not contain two in a row.`,
  examples: {
    accept: [
      `package a:b;
interface a-b {}
`,
    ],
    reject: [
      `package a:b;
interface a--b {}
`,
      `package a:b;
interface a- {}
`,
    ],
  },
  message: ({ name = '' }) => {
    const corrected = name.split('-').filter(Boolean).join('-');
    const advice = corrected === '' ? 'Write words joined by `-`.' : `Write \`${corrected}\`.`;
    return `\`${name}\` has one hyphen too many. ${advice}`;
  },
};
