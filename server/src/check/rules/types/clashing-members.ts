import { membersOf } from '../../../resolve/types.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { isTypeDefinition } from '../../facts/scopes.ts';
import { clashesIn, uniqueName } from '../../facts/unique-names.ts';

export const clashingMembers: Rule = {
  code: 'clashing-members',
  ids: ['T12', 'T14', 'T15', 'T16', 'I6'],
  severity: 'error',
  older: { severity: 'error', source: 'component' },
  title: `The fields, cases or flags of a type have names that differ in more than case and hyphens.`,
  explanation: `Names of the component model are compared in lower case and without hyphens, since the languages that components are written in spell them in different ways.`,
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
      ? `\`${name}\` is there already. Rename one of them.`
      : `\`${name}\` and \`${other}\` are the same name: case and hyphens do not count. Rename one of them.`,
  *checkItem(item: Item): Iterable<Violation> {
    const names = isTypeDefinition(item) ? membersOf(item).map(({ name }) => uniqueName(name)) : [];
    for (const { at, ...detail } of clashesIn(names)) yield { at, detail };
  },
};
