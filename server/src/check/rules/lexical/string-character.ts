import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const stringCharacter: Rule = {
  code: 'string-character',
  ids: ['L14'],
  severity: 'error',
  title: `A string must not contain line breaks or raw control characters.`,
  explanation: `Write \`\\n\`, \`\\r\`, \`\\t\`, or \`\\hh\` with two hexadecimal digits. An unclosed string runs to the end of its line.`,
  examples: {
    accept: [
      `package a:b;
interface i { @external-id("a\\n") f: func(); }
`,
    ],
    reject: [
      `package a:b;
interface i { @external-id("a
") f: func(); }
`,
    ],
  },
  message: ({ character = '' }) =>
    character === '\n'
      ? 'This string is not closed on its line. Close it with `"`, or write `\\n` for a line break.'
      : `${describeCharacter(character)} is not allowed in a string. Write it as an escape.`,
};
