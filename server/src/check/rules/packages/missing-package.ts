import type { Problem } from '../../../resolve/model.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const missingPackage: Rule = {
  code: 'missing-package',
  ids: ['P3', 'P9', 'D1'],
  severity: 'error',
  title: `A package must have a \`package\` declaration.`,
  explanation: `At least one file of a directory starts with \`package namespace:name;\`. A nested \`package … { }\` block does not count.`,
  examples: {
    accept: [
      `package a:b;
`,
    ],
    reject: [
      `interface i {}
`,
    ],
  },
  message: () => `No file of this package declares it. Start one with \`package namespace:name;\`.`,
  *checkRoot({ sources }: RootContext): Iterable<Problem> {
    for (const { headers, files } of [sources.main, ...sources.dependencies]) {
      if (headers.length > 0 || files.some(hasBrokenHeader)) continue;
      const [file] = files;
      yield { code: 'missing-package', at: { uri: file!.uri, first: 0, last: 0 }, detail: {} };
    }
  },
};

/** A misplaced header, or one with an attribute, was parsed as a nested package and has been reported. */
function hasBrokenHeader({ ast }: ParsedFile): boolean {
  return ast.items.some(
    ({ kind, first, last }) =>
      kind === 'nested-package' &&
      ast.errors.some((error) => error.first >= first - 1 && error.first <= last + 1),
  );
}
