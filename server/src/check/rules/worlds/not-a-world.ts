import type { Rule } from '../../rule.ts';

export const notAWorld: Rule = {
  code: 'not-a-world',
  ids: ['W11'],
  severity: 'error',
  title: `\`include\` names a world.`,
  explanation: `An interface is imported or exported, not included.`,
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
      ? `Another statement of this package takes \`${name}\` for an interface: a \`use\`, \`import\` or \`export\`. Remove that one, and include the world by its full path.`
      : `\`${name}\` is an interface; \`include\` takes a world. Use \`import\` or \`export\` for an interface.`,
};
