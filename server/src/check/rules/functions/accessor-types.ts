import { definitionRange, rangeOf } from '../../../resolve/context.ts';
import { getterOf } from '../../../resolve/flat-name.ts';
import type { Problem, Scope, TokenRange, WorldItem, WorldModel } from '../../../resolve/model.ts';
import type { Rule, TypesContext } from '../../rule.ts';
import { type AccessorPair, accessorsOf, pairsAmong } from '../../facts/accessor-pairs.ts';
import {
  type Body,
  type BodyItem,
  bodiesOf,
  type FoundFunction,
  functionsIn,
  isIncluded,
} from '../../facts/scopes.ts';
import { isSameType, written } from '../../facts/same-type.ts';

export const accessorTypes: Rule = {
  code: 'accessor-types',
  ids: ['A3'],
  severity: 'error',
  source: 'component',
  older: 'accepted',
  title: `A setter must take the type that its getter returns.`,
  explanation: `For a getter that may fail, that is the first type of its \`result\`. wit-parser accepts other types, but the component is invalid.`,
  examples: {
    accept: [
      `package a:b;
interface i { volume: get() -> result<u8, string>; volume: set(level: u8); }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { volume: get() -> u8; volume: set(level: u16); }
world w { import i; }
`,
      `package a:b;
interface i { volume: get() -> result<u8>; volume: set(level: result<u8>); }
world w { import i; }
`,
      `package a:b;
world w { import volume: get() -> u8; import volume: set(level: u16); }
`,
      `package a:b;
world v { import volume: get() -> u8; }
world w { include v; import volume: set(level: u16); }
`,
    ],
  },
  message: ({ name }) =>
    `This is not the type that the getter of \`${name}\` returns. Use the same type in both.`,
  *checkTypes({ package: resolved, features }: TypesContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved))
      for (const pair of pairsOf(body)) {
        const [param] = pair.setter.func.params;
        const all = [...pair.getter.attributes, ...pair.setter.attributes];
        if (!param?.type || !isIncluded(all, features) || typesAgree(body.scope, pair)) continue;
        yield problem(rangeOf(body.uri, param.type), pair.setter.name!.text);
      }
    for (const world of resolved.worlds.filter(({ excluded }) => !excluded))
      for (const items of [world.imports, world.exports]) yield* withIncluded(world, items);
  },
};

const problem = (at: TokenRange, name: string): Problem => ({ code: 'accessor-types', at, detail: { name } });

/** The imports of a world and its exports are paired apart. */
function pairsOf(body: Body): readonly AccessorPair[] {
  const accessors = accessorsOf(body);
  if (accessors.length === 0) return [];
  const exported = new Set(body.items.filter(isExport).flatMap(functionsIn));
  return [
    ...pairsAmong(accessors.filter((one) => !exported.has(one))),
    ...pairsAmong(accessors.filter((one) => exported.has(one))),
  ];
}

const isExport = (item: BodyItem): boolean => item.kind === 'extern' && item.direction === 'export';

/** Pairs of which `include` brings in one or both. */
function* withIncluded(world: WorldModel, items: ReadonlyMap<string, WorldItem>): Generator<Problem> {
  for (const setter of items.values()) {
    const name = getterOf(setter.key);
    const getter = name === undefined ? undefined : items.get(name);
    const own = [setter, getter].filter((one) => one?.definition?.container === world.definition);
    if (!getter || own.length === 2 || includedTypesAgree(getter, setter)) continue;
    yield problem(definitionRange(own[0]?.definition ?? world.definition), setter.key.replace('[set]', ''));
  }
}

function includedTypesAgree(getter: WorldItem, setter: WorldItem): boolean {
  const [from, into] = [getter, setter].map(({ definition }) => definition?.container?.scope);
  const [get, set] = [getter, setter].map(({ target }) =>
    target?.kind === 'function' ? target.func : undefined,
  );
  if (!from || !into || !get || !set) return true;
  return typesAgree(from, { getter: { func: get }, setter: { func: set } }, into);
}

interface Functions {
  readonly getter: Pick<FoundFunction, 'func'>;
  readonly setter: Pick<FoundFunction, 'func'>;
}

function typesAgree(scope: Scope, { getter, setter }: Functions, ofSetter = scope): boolean {
  const [returned, accepted] = [getter.func.result, setter.func.params[0]?.type];
  // A missing type is another error.
  if (!returned || !accepted) return true;
  const result = written(scope, returned);
  if (result.type?.kind !== 'result') return isSameType(ofSetter, accepted, returned, scope);
  const { ok } = result.type;
  return ok === undefined || isSameType(ofSetter, accepted, ok, result.scope);
}
