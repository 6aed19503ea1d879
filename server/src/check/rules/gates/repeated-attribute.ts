import type { Attribute } from '../../../syntax/ast.ts';
import { attributesIn, nameOfAttribute } from '../../facts/attributed-items.ts';
import type { Violation, Item, Rule } from '../../rule.ts';

export const repeatedAttribute: Rule = {
  code: 'repeated-attribute',
  ids: ['G4', 'G12'],
  severity: 'error',
  title: `An item must not repeat an attribute.`,
  explanation: `Remove one of the two.`,
  examples: {
    accept: [
      `package a:b@1.0.0;
@since(version = 1.0.0)
interface i {}
`,
    ],
    reject: [
      `package a:b@1.0.0;
@since(version = 1.0.0)
@since(version = 1.0.0)
interface i {}
`,
    ],
  },
  message: ({ name }) => `\`@${name}\` is repeated. Remove one of the two.`,
  checkItem: (item: Item): Iterable<Violation> =>
    attributesIn(item).flatMap(({ attributes }) => [...breaches(attributes)]),
};

function* breaches(attributes: readonly Attribute[]): Generator<Violation> {
  const seen = new Set<string>();
  for (const attribute of attributes) {
    if (seen.has(attribute.kind) && attribute.kind !== 'unknown')
      yield { at: nameOfAttribute(attribute), detail: { name: attribute.kind } };
    seen.add(attribute.kind);
  }
}
