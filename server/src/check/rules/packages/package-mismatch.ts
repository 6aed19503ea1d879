import { packageKey } from '../../../packages/package-source.ts';
import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const packageMismatch: Rule = {
  code: 'package-mismatch',
  ids: ['P4'],
  severity: 'error',
  title: `The files of a directory must declare the same package.`,
  explanation: `All .wit files directly in a directory form one package. Give them one name and version, or move one file to another directory.`,
  examples: {
    accept: [
      `//- /x.wit
package a:b@1.0.0;
//- /y.wit
package a:b@1.0.0;
`,
    ],
    reject: [
      `//- /x.wit
package a:b@1.0.0;
//- /y.wit
package a:b;
`,
    ],
  },
  message: ({ package: name, first }) =>
    `This file declares \`${name}\`, but another file of this directory declares \`${first}\`. A directory is one package.`,
  *checkRoot({ sources }: RootContext): Iterable<Problem> {
    for (const { headers } of [sources.main, ...sources.dependencies]) {
      const first = packageKey(headers[0]?.header.id);
      for (const { file, header } of headers) {
        const name = packageKey(header.id);
        if (name === first || name === '' || first === '') continue;
        const related = [
          { at: rangeOf(headers[0]!.file.uri, headers[0]!.header.id), message: `\`${first}\` here` },
        ];
        yield {
          code: 'package-mismatch',
          at: rangeOf(file.uri, header.id),
          detail: { package: name, first },
          related,
        };
      }
    }
  },
};
