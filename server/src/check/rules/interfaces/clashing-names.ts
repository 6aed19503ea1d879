import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, type Body, functionsOf, spanOf } from '../../scopes.ts';
import { clashesIn, folded, type UniqueName } from '../../unique-names.ts';

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

function* namesIn(body: Body): Generator<UniqueName> {
  for (const definition of body.scope.names.values()) {
    const at = { first: definition.token, last: definition.token };
    yield { name: definition.name, key: folded(definition.name), at };
  }
  for (const { resource, name, at, kind } of functionsOf(body)) {
    if (resource?.name && name && kind !== 'constructor') {
      const [type, own] = [folded(resource.name.text), folded(name.text)];
      yield { name: `${resource.name.text}.${name.text}`, key: `${type}.${own}`, at };
    }
  }
  yield* externsIn(body, 'import');
}

const exportsIn = (body: Body): Iterable<UniqueName> => externsIn(body, 'export');

/** The names that a world gives to what it imports or exports. */
function* externsIn(body: Body, direction: 'import' | 'export'): Generator<UniqueName> {
  for (const item of body.items) {
    if (item.kind !== 'extern' || item.direction !== direction || !item.target) continue;
    if (!('name' in item.target)) continue;
    const { name } = item.target;
    yield { name: name.text, key: folded(name.text), at: spanOf(name) };
  }
}
