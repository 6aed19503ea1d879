import type { Violation, Item, Rule } from '../../rule.ts';
import { nameOfAttribute } from '../../facts/attributed-items.ts';

const places = { interface: 'interface', world: 'world', include: 'include' } as const;

export const externalIdPlace: Rule = {
  code: 'external-id-place',
  ids: ['G13'],
  severity: 'error',
  older: 'accepted',
  title: `\`@external-id\` must not precede an interface, a world or an \`include\`.`,
  explanation: `The attribute gives an imported or exported item, a function or a type a name for tools outside WIT. Interfaces, worlds and \`include\` have no place for it in a component.`,
  examples: {
    accept: [
      `package a:b;
interface i { @external-id("f") f: func(); }
world w { @external-id("i") import i; }
`,
    ],
    reject: [
      `package a:b;
@external-id("i") interface i {}
`,
      `package a:b;
world v {}
world w { @external-id("v") include v; }
`,
    ],
  },
  message: ({ kind }) => `\`@external-id\` cannot precede ${kind === 'world' ? 'a' : 'an'} ${kind}.`,
  *checkItem({ kind, attributes }: Item): Iterable<Violation> {
    if (!(kind in places)) return;
    for (const attribute of attributes)
      if (attribute.kind === 'external-id') yield { at: nameOfAttribute(attribute), detail: { kind } };
  },
};
