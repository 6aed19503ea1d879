import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const stringCharacter: Rule = {
  code: 'string-character',
  ids: ['L14'],
  severity: 'error',
  title: `A string stands on one line and has no raw control characters.`,
  explanation: `Write \`\\n\`, \`\\r\`, \`\\t\`, or \`\\hh\` with two hexadecimal digits. A string that is not closed runs into the end of its line.`,
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
      ? 'This string does not end on its line. Close it with `"`, or write `\\n` for a line break.'
      : `${describeCharacter(character)} cannot stand in a string as it is. Write it as an escape.`,
};
