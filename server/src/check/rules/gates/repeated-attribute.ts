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
    attributesIn(item).flatMap(({ attributes }) => [...breaches(attributes, hasExternalId(item))]),
};

/** Where it has no place, `external-id-place` reports it, and the tools up to 0.259 accept any number. */
const hasExternalId = ({ kind }: Item): boolean =>
  kind !== 'interface' && kind !== 'world' && kind !== 'include';

function* breaches(attributes: readonly Attribute[], withExternalId: boolean): Generator<Violation> {
  const seen = new Set<string>();
  for (const attribute of attributes) {
    if (attribute.kind === 'unknown' || (attribute.kind === 'external-id' && !withExternalId)) continue;
    if (seen.has(attribute.kind)) yield { at: nameOfAttribute(attribute), detail: { name: attribute.kind } };
    seen.add(attribute.kind);
  }
}
