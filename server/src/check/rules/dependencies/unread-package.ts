import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const unreadPackage: Rule = {
  code: 'unread-package',
  ids: ['D2'],
  severity: 'info',
  title: `Packages in \`deps\` are read when they are text.`,
  explanation: `A package in the binary format (\`.wasm\`, \`.wat\`) may hold any package that is not found elsewhere, so paths into packages that are not found are not checked while there is one. \`wasm-tools component wit FILE\` prints its WIT, to put in its place.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
world w { import c:d/i; }
//- /deps/c.wit
package c:d;
interface i {}
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
world w { import c:d/i; }
//- /deps/c.wat
(component)
`,
    ],
  },
  message: ({ file }) =>
    `\`deps/${file}\` is in the binary format, which is not read: what is taken from it is not checked.`,
  *checkRoot({ sources: { main, unread } }: RootContext): Iterable<Problem> {
    const { uri } = main.main.idFile;
    const { first, last } = main.headers[0]?.header ?? { first: 0, last: 0 };
    for (const one of unread) {
      const file = decodeURIComponent(one.slice(one.lastIndexOf('/') + 1));
      yield { code: 'unread-package', at: { uri, first, last }, detail: { file } };
    }
  },
};
