import type { Problem } from '../../../resolve/model.ts';
import { once } from '../../../base/once.ts';
import type { Item, PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, type Body, functionsIn, isTypeDefinition } from '../../facts/scopes.ts';
import { clashesIn, folded, type UniqueName, uniqueName } from '../../facts/unique-names.ts';

export const clashingNames: Rule = {
  code: 'clashing-names',
  ids: ['I3', 'I6', 'R2', 'W15'],
  severity: 'error',
  source: 'component',
  title: `The names of an interface or world differ in more than case and hyphens, those of methods included.`,
  explanation: `Types and functions, and the methods of each resource, become exports of an instance, whose names must be strongly unique: compared in lower case, without hyphens. The reader of WIT accepts them; a component is invalid.`,
  examples: {
    accept: [
      `package a:b;
interface i { foo: func(); bar: func(); }
`,
    ],
    reject: [
      `package a:b;
interface i { foo-bar: func(); foobar: func(); }
`,
    ],
  },
  message: ({ name, other }) =>
    `\`${name}\` and \`${other}\` are the same name to a component. Rename one of them.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const { at, ...detail } of [...clashesIn(namesIn(body)), ...clashesIn(exportsIn(body))]) {
        // Names that are equal to the letter, and in a world those that differ in case, are told by other rules.
        const told = body.kind === 'world' ? detail.name.toLowerCase() === detail.other.toLowerCase() : false;
        if (!told && detail.name !== detail.other)
          yield { code: 'clashing-names', at: { uri: body.uri, ...at }, detail };
      }
    }
  },
};

const namesIn = (body: Body): readonly UniqueName[] => [
  ...body.items.flatMap(namesOf),
  ...body.items.flatMap(namesInResource),
  ...externsIn(body, 'import'),
];

const exportsIn = (body: Body): readonly UniqueName[] => externsIn(body, 'export');

/** The names that an item gives to types and functions. */
const namesOf = once((item: Item): readonly UniqueName[] => {
  if (item.kind === 'use') return item.names.map(({ name, as }) => uniqueName(as ?? name));
  return (isTypeDefinition(item) || item.kind === 'function') && item.name ? [uniqueName(item.name)] : [];
});

const namesInResource = once((item: Item): readonly UniqueName[] =>
  functionsIn(item).flatMap(({ resource, name, at, kind }) => {
    if (!resource?.name || !name || kind === 'constructor') return [];
    const key = `${folded(resource.name.text)}.${folded(name.text)}`;
    return [{ name: `${resource.name.text}.${name.text}`, key, at }];
  }),
);

/** The names that a world gives to what it imports or exports. */
const externsIn = (body: Body, direction: 'import' | 'export'): readonly UniqueName[] =>
  body.items.flatMap((item) => {
    const isOne = item.kind === 'extern' && item.direction === direction && item.target;
    return isOne && 'name' in item.target ? [uniqueName(item.target.name)] : [];
  });
