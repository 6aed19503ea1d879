import type { Rule } from '../../rule.ts';

export const incompatibleDependency: Rule = {
  code: 'incompatible-dependency',
  ids: ['W10'],
  severity: 'error',
  title: `An export and its dependencies must not be split between imports and exports.`,
  explanation: `An exported interface uses types of another interface. If an interface between the two is not exported, it is imported implicitly together with everything it uses, which then exists twice. Export the interface in between as well.`,
  examples: {
    accept: [
      `package a:b;
interface a { type t = u8; }
interface b { use a.{t}; }
world w { export a; export b; }
`,
    ],
    reject: [
      `package a:b;
interface a { type t = u8; }
interface b { use a.{t}; }
interface c { use a.{t}; use b.{t as t2}; }
world w { export a; export c; }
`,
    ],
  },
  message: ({ name }) =>
    `The exports of this world require \`${name}\` to be both imported and exported. Export the interfaces in between as well.`,
};
