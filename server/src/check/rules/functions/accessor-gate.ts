import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, isIncluded } from '../../facts/scopes.ts';
import { accessorsOf, pairsAmong } from '../../facts/accessor-pairs.ts';

export const accessorGate: Rule = {
  code: 'accessor-gate',
  ids: ['A10'],
  severity: 'error',
  source: 'component',
  older: 'accepted',
  title: `A getter and its setter must have the same gate.`,
  explanation: `wit-parser accepts a gate on the getter alone, in an interface or a resource, but a component needs a getter for every setter. Give the setter the gate of its getter.`,
  examples: {
    accept: [
      `package a:b;
interface i {
  @unstable(feature = louder) volume: get() -> u8;
  @unstable(feature = louder) volume: set(level: u8);
}
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i {
  @unstable(feature = louder) volume: get() -> u8;
  volume: set(level: u8);
}
world w { import i; }
`,
    ],
  },
  message: ({ name }) =>
    `The getter of \`${name}\` is excluded by its gate, but this setter is not. Give both the same gate.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      if (body.kind === 'world') continue;
      for (const { getter, setter } of pairsAmong(accessorsOf(body))) {
        if (isIncluded(getter.attributes, features) || !isIncluded(setter.attributes, features)) continue;
        const detail = { name: setter.name!.text };
        yield { code: 'accessor-gate', at: rangeOf(body.uri, setter.at), detail };
      }
    }
  },
};
