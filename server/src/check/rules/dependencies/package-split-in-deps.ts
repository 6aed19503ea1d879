import { packageKey } from '../../../packages/package-source.ts';
import { entryOf, folderFor, isIn, isSplit } from '../../../packages/split-packages.ts';
import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';

export const packageSplitInDeps: Rule = {
  code: 'package-split-in-deps',
  ids: ['P10', 'D4'],
  severity: 'error',
  title: `A package of several files must be one folder in \`deps\`.`,
  explanation: `Each .wit file directly in \`deps\` is a package of its own, and so is each folder there; two entries for the same package define it twice. Move all files of the package into one folder, \`deps/<any-name>/*.wit\`.`,
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
      `//- /a.wit
package a:b;
//- /deps/io/poll.wit
package c:io;
interface poll { resource pollable; }
//- /deps/streams.wit
package c:io;
interface streams { use poll.{pollable}; sub: func() -> pollable; }
`,
    ],
  },
  message: ({ package: name, folder, has }) =>
    has === 'files'
      ? `The files of \`${name}\` are directly in \`deps\`, where each file is a package of its own. Move all of them into one folder, \`deps/${folder}/\`.`
      : `The files of \`${name}\` are in several entries of \`deps\`, each of which is a package of its own. Move all of them into one folder, \`deps/${folder}/\`.`,
  *checkRoot({ sources: { dependencies, outsideDeps: elsewhere = [] } }: RootContext): Iterable<Problem> {
    const notInDeps = new Set(elsewhere.map(({ group }) => group));
    for (const group of dependencies) {
      if (notInDeps.has(group) || !isSplit(group)) continue;
      const { key } = group.main;
      const folder = folderFor(group);
      const own = group.headers.filter(({ header }) => packageKey(header.id) === key);
      const headers = own.toSorted((a, b) => compareTexts(entryOf(a.file.uri), entryOf(b.file.uri)));
      const [first] = headers;
      const next = headers.find(({ file }) => entryOf(file.uri) !== entryOf(first!.file.uri));
      if (!first || !next) continue;
      // The package of a folder is where the last of its headers is, as the reference has it.
      const second = headers.findLast(({ file }) => entryOf(file.uri) === entryOf(next.file.uri))!;
      const hasFolder = headers.some(({ file }) => isIn(folder, file.uri));
      yield {
        code: 'package-split-in-deps',
        at: rangeOf(second.file.uri, second.header.id),
        detail: { package: key, folder, has: hasFolder ? 'folders' : 'files' },
        related: [{ at: rangeOf(first.file.uri, first.header.id), message: `\`${key}\` here too` }],
      };
    }
  },
};

const compareTexts = (one: string, other: string): number => Number(one > other) - Number(one < other);
