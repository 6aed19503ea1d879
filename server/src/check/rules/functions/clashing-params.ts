import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';
import { clashesIn, uniqueName } from '../../facts/unique-names.ts';

export const clashingParams: Rule = {
  code: 'clashing-params',
  ids: ['I6', 'F3'],
  severity: 'error',
  older: { severity: 'error', source: 'component' },
  title: `Parameter names must differ in more than case and hyphens.`,
  explanation: `The Component Model compares names in lower case and without hyphens. A method has an implicit first parameter \`self\`.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(a: u8, b: u8); }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(a-b: u8, ab: u8); }
`,
    ],
  },
  message: ({ name, other }) =>
    `\`${name}\` and \`${other}\` are the same name: case and hyphens are ignored. Rename one of them.`,
  *checkItem(item: Item): Iterable<Violation> {
    for (const { func, kind, at: function_ } of functionsIn(item)) {
      const self = kind === 'method' ? [{ name: 'self', key: 'self', at: function_ }] : [];
      const names = [...self, ...func.params.map(({ name }) => uniqueName(name))];
      for (const { at, ...detail } of clashesIn(names)) {
        // Equal names are refused by the reader already.
        if (detail.name !== detail.other) yield { at, detail };
      }
    }
  },
};
