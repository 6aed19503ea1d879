import type { Rule } from '../../rule.ts';

export const duplicatePackage: Rule = {
  code: 'duplicate-package',
  ids: ['P10', 'D4'],
  severity: 'error',
  title: `A package must be defined only once.`,
  explanation: `The same name and version is defined in two places: two entries of \`deps\`, or a dependency that is the package itself. Merge them into one place, or remove the copy. WIT.md would allow equal copies; wit-parser does not.`,
  examples: {
    accept: [
      `package a:b;
package a:b@2.0.0 { interface i {} }
`,
    ],
    reject: [
      `package a:b;
package c:d {}
package c:d {}
`,
    ],
  },
  message: ({ package: name }) =>
    `The package \`${name}\` is defined in two places. Merge them, or remove the copy.`,
};
