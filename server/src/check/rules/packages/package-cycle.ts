import type { Rule } from '../../rule.ts';

export const packageCycle: Rule = {
  code: 'package-cycle',
  ids: ['P12', 'D5'],
  severity: 'error',
  title: `Packages must not depend on each other in a cycle, or on themselves.`,
  explanation: `A path such as \`ns:pkg/item\` refers to another package. A package refers to its own items by their plain names. Merge two packages that need each other, or move the shared part into a third.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; }
interface j { use i.{t}; }
`,
    ],
    reject: [
      `package a:b;
interface i { type t = u8; }
interface j { use a:b/i.{t}; }
`,
    ],
  },
  message: ({ package: name }) =>
    `The package \`${name}\` depends on itself along this path. Within a package, refer to items without the package; between packages, move the shared part into a third.`,
};
