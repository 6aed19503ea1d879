import type { Rule } from '../../rule.ts';
import { didYouMean } from '../../words/suggest.ts';

export const unknownItemInPackage: Rule = {
  code: 'unknown-item-in-package',
  ids: ['U4', 'W2'],
  severity: 'error',
  title: `A path must name an interface or world of its package.`,
  explanation: `The package was found, but it has no interface or world of this name.`,
  examples: {
    accept: [
      `package a:b;
package c:d { interface i {} }
world w { import c:d/i; }
`,
    ],
    reject: [
      `package a:b;
package c:d { interface i {} }
world w { import c:d/j; }
`,
    ],
  },
  message: (detail) =>
    `The package \`${detail.package}\` has no interface or world called \`${detail.name}\`.${didYouMean(detail)}`,
};
