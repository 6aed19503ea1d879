import { nameOf } from '../../../base/uri-paths.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const emptyDependency: Rule = {
  code: 'empty-dependency',
  ids: ['D1', 'D2', 'D3'],
  severity: 'error',
  title: `Every folder in \`deps\` must contain the files of a package.`,
  explanation: `The files of a dependency belong directly into its folder, \`deps/<any-name>/*.wit\`; subfolders are not searched. Everything in \`deps\` is read, whether or not it is used.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
//- /deps/c/c.wit
package c:d;
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /deps/c/src/c.wit
package c:d;
`,
      `//- /a.wit
package a:b;
//- /deps/c/c.wat
(component
  (type (component (export "c:d/i" (instance))))
  (export "i" (type 0)))
`,
    ],
  },
  message: ({ folder, encoded }) =>
    encoded
      ? `\`deps/${folder}\` contains no .wit file, and \`${encoded}\` is read only directly in \`deps\`. Move it to \`deps/${encoded}\`, and remove the folder.`
      : `\`deps/${folder}\` contains no .wit file. Put the files of a package directly into it, or remove the folder.`,
  *checkRoot({ sources: { main, emptyFolders } }: RootContext): Iterable<Problem> {
    const { uri } = main.main.idFile;
    const { first, last } = main.headers[0]?.header ?? { first: 0, last: 0 };
    for (const { uri: folder, encoded = '' } of emptyFolders) {
      const name = nameOf(folder);
      yield { code: 'empty-dependency', at: { uri, first, last }, detail: { folder: name, encoded } };
    }
  },
};
