import { membersOf } from '../../../resolve/types.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { isTypeDefinition } from '../../facts/scopes.ts';
import { clashesIn, uniqueName } from '../../facts/unique-names.ts';

export const clashingMembers: Rule = {
  code: 'clashing-members',
  ids: ['T12', 'T14', 'T15', 'T16', 'I6'],
  severity: 'error',
  older: { severity: 'error', source: 'component' },
  title: `Fields, cases and flags of a type must differ in more than case and hyphens.`,
  explanation: `The Component Model compares names in lower case and without hyphens, because languages spell names in different ways.`,
  examples: {
    accept: [
      `package a:b;
interface i { record r { a: u8, b: u8 } }
`,
    ],
    reject: [
      `package a:b;
interface i { enum e { a, a } }
`,
      `package a:b;
interface i { record r { a-b: u8, ab: u8 } }
`,
    ],
  },
  message: ({ name, other }) =>
    name === other
      ? `\`${name}\` is already defined. Rename one of them.`
      : `\`${name}\` and \`${other}\` are the same name: case and hyphens are ignored. Rename one of them.`,
  *checkItem(item: Item): Iterable<Violation> {
    const names = isTypeDefinition(item) ? membersOf(item).map(({ name }) => uniqueName(name)) : [];
    for (const { at, ...detail } of clashesIn(names)) yield { at, detail };
  },
};
