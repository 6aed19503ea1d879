import type { Rule } from '../../rule.ts';

export const itemCycle: Rule = {
  code: 'item-cycle',
  ids: ['U6', 'W12'],
  severity: 'error',
  title: `Interfaces do not use each other, and worlds do not include each other, in a circle.`,
  explanation: `Move what both need into a third interface or world.`,
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
    `\`${name}\` depends on itself along this path. Move what is shared into an interface or world of its own.`,
};
