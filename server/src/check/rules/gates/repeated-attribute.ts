import type { Problem } from '../../../resolve/model.ts';
import type { Attribute, Span } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { attributedItems } from '../../attributed-items.ts';

export const repeatedAttribute: Rule = {
  code: 'repeated-attribute',
  ids: ['G4', 'G12'],
  severity: 'error',
  title: `No attribute stands twice before one item.`,
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
  message: ({ name }) => `\`@${name}\` stands here twice. Remove one of them.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const { uri, attributes } of attributedItems(resolved)) {
      for (const { at, detail } of breaches(attributes)) {
        yield { code: 'repeated-attribute', at: { uri, first: at.first + 1, last: at.first + 1 }, detail };
      }
    }
  },
};

function* breaches(attributes: readonly Attribute[]): Generator<{ at: Span; detail: { name: string } }> {
  const seen = new Set<string>();
  for (const attribute of attributes) {
    if (seen.has(attribute.kind) && attribute.kind !== 'unknown')
      yield { at: attribute, detail: { name: attribute.kind } };
    seen.add(attribute.kind);
  }
}
