import type { Attribute } from '../../../syntax/ast.ts';
import { attributesIn, nameOfAttribute } from '../../facts/attributed-items.ts';
import type { Violation, Item, Rule } from '../../rule.ts';

export const sinceAndUnstable: Rule = {
  code: 'since-and-unstable',
  ids: ['G4'],
  severity: 'error',
  title: `\`@since\` and \`@unstable\` exclude each other.`,
  explanation: `An item is either stable since a version or unstable. Keep \`@unstable\` until the feature is released, then replace it by \`@since\`.`,
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
@unstable(feature = x)
interface i {}
`,
    ],
  },
  message: () => `An item is either \`@since\` or \`@unstable\`. Remove one of them.`,
  checkItem: (item: Item): Iterable<Violation> =>
    attributesIn(item).flatMap(({ attributes }) => [...breaches(attributes)]),
};

function* breaches(attributes: readonly Attribute[]): Generator<Violation> {
  const since = attributes.find(({ kind }) => kind === 'since');
  if (since && attributes.some(({ kind }) => kind === 'unstable'))
    yield { at: nameOfAttribute(since), detail: {} };
}
