import type { Rule } from '../../rule.ts';

export const itemCycle: Rule = {
  code: 'item-cycle',
  ids: ['U6', 'W12'],
  severity: 'error',
  title: `Interfaces must not use each other, and worlds must not include each other, in a cycle.`,
  explanation: `Move the shared part into a third interface or world.`,
  examples: {
    accept: [
      `package a:b;
world v {}
world w { include v; }
`,
    ],
    reject: [
      `package a:b;
world v { include w; }
world w { include v; }
`,
    ],
  },
  message: ({ name }) =>
    `\`${name}\` depends on itself along this path. Move the shared part into another interface or world.`,
};
