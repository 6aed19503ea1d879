import type { Problem } from '../../../resolve/model.ts';
import type { Attribute, Span } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { attributedItems } from '../../attributed-items.ts';

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
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const { uri, attributes } of attributedItems(resolved)) {
      for (const { at, detail } of breaches(attributes)) {
        yield { code: 'deprecated-alone', at: { uri, first: at.first + 1, last: at.first + 1 }, detail };
      }
    }
  },
};

function* breaches(
  attributes: readonly Attribute[],
): Generator<{ at: Span; detail: Record<string, string> }> {
  const gated = attributes.some(({ kind }) => kind === 'since' || kind === 'unstable');
  const deprecated = attributes.find(({ kind }) => kind === 'deprecated');
  if (deprecated && !gated) yield { at: deprecated, detail: {} };
}
