import { packageKey } from '../../../packages/package-source.ts';
import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const packageMismatch: Rule = {
  code: 'package-mismatch',
  ids: ['P4'],
  severity: 'error',
  title: `The files of a directory that say which package they are say the same.`,
  explanation: `All .wit files directly in a directory are one package. Give them one name and version, or move one to a directory of its own.`,
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
    `This file says it is \`${name}\`, another file of this directory says \`${first}\`. One directory is one package.`,
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
