import { packageKey } from '../../../packages/package-source.ts';
import { isSplit } from '../../../packages/flat-files.ts';
import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const packageSplitInDeps: Rule = {
  code: 'package-split-in-deps',
  ids: ['P10', 'D4'],
  severity: 'error',
  title: `A package of several files is a folder in \`deps\`.`,
  explanation: `Each .wit file right in \`deps\` is a package by itself, so two of the same package define it twice. Put all files of the package into one folder, \`deps/<any-name>/*.wit\`.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
//- /deps/io/poll.wit
package c:io;
interface poll { resource pollable; }
//- /deps/io/streams.wit
package c:io;
interface streams { use poll.{pollable}; sub: func() -> pollable; }
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /deps/poll.wit
package c:io;
interface poll { resource pollable; }
//- /deps/streams.wit
package c:io;
interface streams { use poll.{pollable}; sub: func() -> pollable; }
`,
    ],
  },
  message: ({ package: name, folder }) =>
    `The files of \`${name}\` lie right in \`deps\`, where each file is a package by itself. Put all of them into one folder, \`deps/${folder}/\`.`,
  *checkRoot({ sources: { dependencies, elsewhere = [] } }: RootContext): Iterable<Problem> {
    const others = new Set(elsewhere.map(({ group }) => group));
    for (const group of dependencies) {
      const [first, second] = group.headers;
      if (others.has(group) || !isSplit(group) || !first || !second) continue;
      const { key, id } = group.main;
      if (packageKey(second.header.id) !== key) continue;
      yield {
        code: 'package-split-in-deps',
        at: rangeOf(second.file.uri, second.header.id),
        detail: { package: key, folder: id?.name?.text ?? '' },
        related: [{ at: rangeOf(first.file.uri, first.header.id), message: `\`${key}\` here too` }],
      };
    }
  },
};
