import { packageKey } from '../../../packages/package-source.ts';
import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';

export const nestedPackagePlacement: Rule = {
  code: 'nested-package-placement',
  ids: ['P8'],
  severity: 'error',
  title: `\`package … { }\` blocks belong at the top level of a file.`,
  explanation: `Packages are flat: none contains another.`,
  examples: {
    accept: [
      `package a:b;
package c:d {}
package e:f {}
`,
    ],
    reject: [
      `package a:b;
package c:d { package e:f {} }
`,
    ],
  },
  message: ({ package: name }) =>
    `The package \`${name}\` is inside another package. Move it to the top level of the file.`,
  *check({ package: { source } }: PackageContext): Iterable<Problem> {
    if (!source.nested) return;
    for (const { file, items } of source.parts) {
      for (const item of items) {
        if (item.kind !== 'nested-package') continue;
        const detail = { package: packageKey(item.id) };
        yield { code: 'nested-package-placement', at: rangeOf(file.uri, item.id), detail };
      }
    }
  },
};
