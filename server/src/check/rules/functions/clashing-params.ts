import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, functionsOf, spanOf } from '../../scopes.ts';
import { clashesIn, folded } from '../../unique-names.ts';

export const clashingParams: Rule = {
  code: 'clashing-params',
  ids: ['I6', 'F3'],
  severity: 'error',
  source: 'component',
  title: `The parameters of a function have names that differ in more than case and hyphens.`,
  explanation: `The reader of WIT accepts them; a component with such a function is invalid.`,
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
    `\`${name}\` and \`${other}\` are the same name to a component, which ignores case and hyphens. Rename one of them.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const { func, kind, at: function_ } of functionsOf(body)) {
        if (func.params.length + (kind === 'method' ? 1 : 0) < 2) continue;
        const self = { name: 'self', key: 'self', at: function_ };
        const params = func.params.map(({ name }) => ({
          name: name.text,
          key: folded(name.text),
          at: spanOf(name),
        }));
        for (const { at, ...detail } of clashesIn(kind === 'method' ? [self, ...params] : params)) {
          // Equal names are refused by the reader already.
          if (detail.name !== detail.other)
            yield { code: 'clashing-params', at: { uri: body.uri, ...at }, detail };
        }
      }
    }
  },
};
