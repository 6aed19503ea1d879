import type { Rule } from '../../rule.ts';

export const stringEscape: Rule = {
  code: 'string-escape',
  ids: ['L14'],
  severity: 'error',
  title: `The escapes of a string are \`\\t \\n \\r \\" \\' \\\\\`, \`\\hh\` and \`\\u{h…}\`.`,
  explanation: `As in names of the WebAssembly text format; \`h\` is a hexadecimal digit.`,
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
    `\`${escape}\` is no escape. There are \`\\t\`, \`\\n\`, \`\\r\`, \`\\"\`, \`\\'\`, \`\\\\\`, \`\\hh\` and \`\\u{h…}\` with hexadecimal digits.`,
};
