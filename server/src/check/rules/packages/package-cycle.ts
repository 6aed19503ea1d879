import type { Rule } from '../../rule.ts';

export const packageCycle: Rule = {
  code: 'package-cycle',
  ids: ['P12', 'D5'],
  severity: 'error',
  title: `Packages do not depend on each other in a circle, nor on themselves.`,
  explanation: `A path such as \`ns:pkg/item\` names another package. A package reaches its own items by their plain names. Two packages that need each other belong together, or need a third that both use.`,
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
    `The package \`${name}\` depends on itself along this path. Within a package, name items without the package; between packages, move what both need into a third.`,
};
