import type { Rule } from '../../rule.ts';

export const notAWorld: Rule = {
  code: 'not-a-world',
  ids: ['W11'],
  severity: 'error',
  title: `\`include\` requires a world.`,
  explanation: `Interfaces are imported or exported, not included.`,
  examples: {
    accept: [
      `package a:b;
world v {}
world w { include v; }
`,
    ],
    reject: [
      `package a:b;
interface i {}
world w { include i; }
`,
    ],
  },
  message: ({ name, isUsed }) =>
    isUsed
      ? `Another statement of this package refers to \`${name}\` as an interface: a \`use\`, \`import\` or \`export\`. Remove that statement, and include the world by its full path.`
      : `\`${name}\` is an interface, but \`include\` requires a world. Use \`import\` or \`export\` for an interface.`,
};
