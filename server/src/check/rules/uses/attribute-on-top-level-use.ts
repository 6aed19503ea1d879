import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';

export const attributeOnTopLevelUse: Rule = {
  code: 'attribute-on-top-level-use',
  ids: ['U9'],
  severity: 'error',
  title: `A top-level \`use\` cannot have attributes.`,
  explanation: `It only introduces a short name within the file; gates belong on the items themselves.`,
  examples: {
    accept: [
      `package a:b;
interface i {}
use i as j;
`,
    ],
    reject: [
      `package a:b@1.0.0;
interface i {}
@since(version = 1.0.0)
use i as j;
`,
    ],
  },
  message: () =>
    `A top-level \`use\` cannot have attributes. Remove them; gates belong on the items themselves.`,
  *check({ package: { source } }: PackageContext): Iterable<Problem> {
    for (const { file, items } of source.parts) {
      for (const item of items) {
        if (item.kind !== 'top-level-use' || item.attributes.length === 0) continue;
        const keyword = item.attributes.at(-1)!.last + 1;
        yield {
          code: 'attribute-on-top-level-use',
          at: { uri: file.uri, first: keyword, last: keyword },
          detail: {},
        };
      }
    }
  },
};
