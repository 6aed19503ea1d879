import type { Violation, Item, Rule } from '../../rule.ts';

const names = (count: number): string => Array.from({ length: count }, (_, n) => `x${n}`).join(', ');

export const tooManyFlags: Rule = {
  code: 'too-many-flags',
  ids: ['T16'],
  severity: 'error',
  older: { severity: 'warning', source: 'component' },
  title: `A flags type must have at most 32 flags.`,
  explanation: `Flags are passed as one 32-bit number; packages published with older tools may have more. Split them into two types, by topic.`,
  examples: {
    accept: [
      `package a:b;
interface i { flags f { ${names(32)} } }
`,
    ],
    reject: [
      `package a:b;
interface i { flags f { ${names(33)} } g: func(x: f); }
world w { import i; }
`,
    ],
  },
  message: ({ name, count }) =>
    `\`${name}\` has ${count} flags, but at most 32 are allowed. Split it into two types.`,
  *checkItem(item: Item): Iterable<Violation> {
    if (item.kind !== 'flags' || item.flags.length <= 32 || !item.name) return;
    yield { at: item.flags[32]!, detail: { name: item.name.text, count: `${item.flags.length}` } };
  },
};
