import { rangeOf } from '../../../resolve/context.ts';
import type { Problem, Scope } from '../../../resolve/model.ts';
import type { Rule, TypesContext } from '../../rule.ts';
import { type AccessorPair, accessorsOf, pairsAmong } from '../../facts/accessor-pairs.ts';
import { type Body, type BodyItem, bodiesOf, functionsIn, isIncluded } from '../../facts/scopes.ts';
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
        const at = rangeOf(body.uri, param.type);
        yield { code: 'accessor-types', at, detail: { name: pair.setter.name!.text } };
      }
  },
};

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

function typesAgree(scope: Scope, { getter, setter }: AccessorPair): boolean {
  const [returned, accepted] = [getter.func.result, setter.func.params[0]?.type];
  // A missing type is another error.
  if (!returned || !accepted) return true;
  const result = written(scope, returned);
  if (result.type?.kind !== 'result') return isSameType(scope, accepted, returned);
  const { ok } = result.type;
  return ok === undefined || isSameType(scope, accepted, ok, result.scope);
}
