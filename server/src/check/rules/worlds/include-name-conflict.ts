import type { Rule } from '../../rule.ts';

export const includeNameConflict: Rule = {
  code: 'include-name-conflict',
  ids: ['W11'],
  severity: 'error',
  title: `An included name must not conflict with another item of the world.`,
  explanation: `Two plain names conflict even if they refer to the same item. \`include path with { name as other }\` renames one.`,
  examples: {
    accept: [
      `package a:b;
world v { import f: func(); }
world w { import f: func(); include v with { f as g } }
`,
    ],
    reject: [
      `package a:b;
world v { import f: func(); }
world w { import f: func(); include v; }
`,
    ],
  },
  message: ({ name, direction }) =>
    `This would ${direction} \`${name}\` a second time. Rename it: \`include … with { ${withoutMarks(name)} as … }\`.`,
};

/** An accessor is renamed by its name in WIT, without `[get]`. */
const withoutMarks = (name = ''): string => name.replace(/^(?:\[\w+\])+/, '');
