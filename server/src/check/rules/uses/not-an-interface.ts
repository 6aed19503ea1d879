import type { Rule } from '../../rule.ts';

export const notAnInterface: Rule = {
  code: 'not-an-interface',
  ids: ['U4', 'W7', 'U11'],
  severity: 'error',
  title: `\`use\`, \`import\` and \`export\` name interfaces.`,
  explanation: `A world cannot be used, imported or exported as a whole; \`include\` takes over what it has.`,
  examples: {
    accept: [
      `package a:b;
interface i {}
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
world v {}
world w { import v; }
`,
    ],
  },
  message: ({ name, isIncluded }) =>
    isIncluded
      ? `An \`include\` of this package takes \`${name}\` for a world; an interface is needed here. Remove one of the two.`
      : `\`${name}\` is a world; an interface is needed here. A world is taken over with \`include\`.`,
};
