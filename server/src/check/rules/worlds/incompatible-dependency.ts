import type { Rule } from '../../rule.ts';

export const incompatibleDependency: Rule = {
  code: 'incompatible-dependency',
  ids: ['W10'],
  severity: 'error',
  title: `What an export depends on is exported with it or imported, not both.`,
  explanation: `An exported interface uses types of another one. If an interface in between is not exported, it is imported implicitly, and so is what it uses, which then exists twice. Export the interface in between as well.`,
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
    `The exports of this world need \`${name}\` both imported and exported. Export the interfaces between them as well.`,
};
