import type { Problem } from '../../../resolve/model.ts';
import type { Attribute, Span } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { attributedItems } from '../../attributed-items.ts';

export const sinceAndUnstable: Rule = {
  code: 'since-and-unstable',
  ids: ['G4'],
  severity: 'error',
  title: `An item is stable since a version or unstable, not both.`,
  explanation: `Keep \`@unstable\` until the feature is released, then replace it by \`@since\`.`,
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
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const { uri, attributes } of attributedItems(resolved)) {
      for (const { at, detail } of breaches(attributes)) {
        yield { code: 'since-and-unstable', at: { uri, first: at.first + 1, last: at.first + 1 }, detail };
      }
    }
  },
};

function* breaches(
  attributes: readonly Attribute[],
): Generator<{ at: Span; detail: Record<string, string> }> {
  const since = attributes.find(({ kind }) => kind === 'since');
  if (since && attributes.some(({ kind }) => kind === 'unstable')) yield { at: since, detail: {} };
}
