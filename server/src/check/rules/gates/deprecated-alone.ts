import type { Attribute } from '../../../syntax/ast.ts';
import { attributesIn, nameOfAttribute } from '../../facts/attributed-items.ts';
import type { Violation, Item, Rule } from '../../rule.ts';

export const deprecatedAlone: Rule = {
  code: 'deprecated-alone',
  ids: ['G3'],
  severity: 'error',
  title: `\`@deprecated\` must accompany \`@since\` or \`@unstable\`.`,
  explanation: `\`@deprecated\` names the version in which an existing item became deprecated. An example in WIT.md shows it alone; its grammar and wit-parser do not allow that.`,
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
  message: () => `\`@deprecated\` requires \`@since\` or \`@unstable\` on the same item.`,
  checkItem: (item: Item): Iterable<Violation> =>
    attributesIn(item).flatMap(({ attributes }) => [...breaches(attributes)]),
};

function* breaches(attributes: readonly Attribute[]): Generator<Violation> {
  const gated = attributes.some(({ kind }) => kind === 'since' || kind === 'unstable');
  const deprecated = attributes.find(({ kind }) => kind === 'deprecated');
  if (deprecated && !gated) yield { at: nameOfAttribute(deprecated), detail: {} };
}
