import type { Rule } from '../../rule.ts';

export const identifierPartEmpty: Rule = {
  code: 'identifier-part-empty',
  ids: ['L10', 'L11'],
  severity: 'error',
  title: `The words of a name are joined by single hyphens.`,
  explanation: `A name neither starts nor ends with \`-\`, and has no two of them in a row.`,
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
    const kept = name.split('-').filter(Boolean).join('-');
    const advice = kept === '' ? 'Write a name of words joined by `-`.' : `Write \`${kept}\`.`;
    return `\`${name}\` has a hyphen too many. ${advice}`;
  },
};
