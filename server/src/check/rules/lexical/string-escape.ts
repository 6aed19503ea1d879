import type { Rule } from '../../rule.ts';

export const stringEscape: Rule = {
  code: 'string-escape',
  ids: ['L14'],
  severity: 'error',
  title: `A string contains an unknown escape.`,
  explanation: `The escapes are those of names in the WebAssembly text format: \`\\t \\n \\r \\" \\' \\\\\`, \`\\hh\` and \`\\u{h…}\`, where \`h\` is a hexadecimal digit.`,
  examples: {
    accept: [
      `package a:b;
interface i { @external-id("\\u{e9}") f: func(); }
`,
    ],
    reject: [
      `package a:b;
interface i { @external-id("\\q") f: func(); }
`,
    ],
  },
  message: ({ escape }) =>
    `\`${escape}\` is not an escape. The escapes are \`\\t\`, \`\\n\`, \`\\r\`, \`\\"\`, \`\\'\`, \`\\\\\`, \`\\hh\` and \`\\u{h…}\` with hexadecimal digits.`,
};
