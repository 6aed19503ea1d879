import type { Problem } from '../../../resolve/model.ts';
import type { TokenIndex } from '../../../syntax/ast.ts';
import type { Tokens } from '../../../syntax/lexer/tokens.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const repeatedPackageDocs: Rule = {
  code: 'repeated-package-docs',
  ids: ['P7'],
  severity: 'error',
  title: `At most one file of a package documents the package.`,
  explanation: `Comments before \`package\` are the docs of the package, for the reference even plain \`//\` ones such as a licence. Keep those of one file; separate others from \`package\` by putting them behind it.`,
  examples: {
    accept: [
      `//- /x.wit
/// d
package a:b;
//- /y.wit
package a:b;
`,
    ],
    reject: [
      `//- /x.wit
/// d
package a:b;
//- /y.wit
/// e
package a:b;
`,
    ],
  },
  message: () =>
    `Another file of this package has comments before \`package\` too, and the reference takes all of them for docs. Keep them in one file.`,
  *checkRoot({ sources }: RootContext): Iterable<Problem> {
    for (const { headers } of [sources.main, ...sources.dependencies]) {
      const documented = headers.filter(({ file, header }) => hasCommentsBefore(file.tokens, header.first));
      for (const { file } of documented.slice(1)) {
        const start = file.tokens.text.indexOf('/');
        yield { code: 'repeated-package-docs', at: { uri: file.uri, start, end: start + 2 }, detail: {} };
      }
    }
  },
};

/** Of any kind, as the reference takes them. */
function hasCommentsBefore(tokens: Tokens, token: TokenIndex): boolean {
  return tokens.text.slice(0, tokens.start(token)).includes('/');
}
