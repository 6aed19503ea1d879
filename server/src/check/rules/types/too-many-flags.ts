import type { Breach, Item, Rule } from '../../rule.ts';
import { spanOf } from '../../facts/scopes.ts';

const names = (count: number): string => Array.from({ length: count }, (_, n) => `x${n}`).join(', ');

export const tooManyFlags: Rule = {
  code: 'too-many-flags',
  ids: ['T16'],
  severity: 'warning',
  source: 'component',
  title: `Flags have at most 32 flags.`,
  explanation: `They are passed as one 32-bit number. The reader of WIT accepts more; a component with such a type is invalid. A warning, since published packages have it. Split them into two types, by what belongs together.`,
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
    `\`${name}\` has ${count} flags; a component allows 32. Split it into two types.`,
  *checkItem(item: Item): Iterable<Breach> {
    if (item.kind !== 'flags' || item.flags.length <= 32 || !item.name) return;
    yield { at: spanOf(item.name), detail: { name: item.name.text, count: `${item.flags.length}` } };
  },
};
