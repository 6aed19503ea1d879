import type { Rule } from '../../rule.ts';

export const notAnInterface: Rule = {
  code: 'not-an-interface',
  ids: ['U4', 'W7', 'U11'],
  severity: 'error',
  title: `\`use\`, \`import\` and \`export\` require an interface.`,
  explanation: `A world cannot be used, imported or exported as a whole; \`include\` adds its imports and exports.`,
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
      ? `An \`include\` of this package refers to \`${name}\` as a world, but an interface is expected here. Remove one of the two.`
      : `\`${name}\` is a world, but an interface is expected here. Use \`include\` for a world.`,
};
