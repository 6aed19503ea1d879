import type { Attribute } from '../../../syntax/ast.ts';
import { attributesIn, nameOfAttribute } from '../../facts/attributed-items.ts';
import type { Violation, Item, Rule } from '../../rule.ts';

export const deprecatedAlone: Rule = {
  code: 'deprecated-alone',
  ids: ['G3'],
  severity: 'error',
  title: `\`@deprecated\` stands beside \`@since\` or \`@unstable\`.`,
  explanation: `It says when something that was there since a version became deprecated. An example in WIT.md shows it alone; its rule and the reference do not allow that.`,
  examples: {
    accept: [
      `package a:b@1.0.0;
@since(version = 1.0.0)
@deprecated(version = 1.0.0)
interface i {}
`,
    ],
    reject: [
      `package a:b@1.0.0;
@deprecated(version = 1.0.0)
interface i {}
`,
    ],
  },
  message: () => `\`@deprecated\` needs \`@since\` or \`@unstable\` beside it.`,
  checkItem: (item: Item): Iterable<Violation> =>
    attributesIn(item).flatMap(({ attributes }) => [...breaches(attributes)]),
};

function* breaches(attributes: readonly Attribute[]): Generator<Violation> {
  const gated = attributes.some(({ kind }) => kind === 'since' || kind === 'unstable');
  const deprecated = attributes.find(({ kind }) => kind === 'deprecated');
  if (deprecated && !gated) yield { at: nameOfAttribute(deprecated), detail: {} };
}
