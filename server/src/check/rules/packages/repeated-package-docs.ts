import type { Problem } from '../../../resolve/model.ts';
import type { TokenIndex } from '../../../syntax/ast.ts';
import type { Tokens } from '../../../syntax/lexer/tokens.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const repeatedPackageDocs: Rule = {
  code: 'repeated-package-docs',
  ids: ['P7'],
  severity: 'error',
  title: `Only one file of a package may document the package.`,
  explanation: `Comments before \`package\` document the package; wit-parser counts plain \`//\` comments too, such as a licence. Keep those of one file, and move the others below the \`package\` line.`,
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
    `Another file of this package also has comments before \`package\`, and all of them count as documentation. Keep them in one file.`,
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
