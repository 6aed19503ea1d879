import { grouped } from '../../../base/grouped.ts';
import { comparePaths } from '../../../base/uri-paths.ts';
import { packageKey, type SourceGroup } from '../../../packages/package-source.ts';
import { entryOf, folderFor, isIn, isSplit } from '../../../packages/split-packages.ts';
import { nameRange, rangeOf } from '../../../resolve/context.ts';
import type { Problem, TokenRange } from '../../../resolve/model.ts';
import { lookUpsOf } from '../../../resolve/package-paths.ts';
import type { TopLevelItem } from '../../../syntax/ast.ts';
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
      const headers = headersOf(group);
      const [first] = headers;
      const next = headers.find(({ file }) => entryOf(file.uri) !== entryOf(first!.file.uri));
      if (!first || !next) continue;
      // The package of a folder is where the last of its headers is, as the reference has it.
      const second = headers.findLast(({ file }) => entryOf(file.uri) === entryOf(next.file.uri))!;
      const hasFolder = headers.some(({ file }) => isIn(folder, file.uri));
      yield {
        code: 'package-split-in-deps',
        at: nameOfAnotherEntry(group) ?? rangeOf(second.file.uri, second.header.id),
        detail: { package: key, folder, has: hasFolder ? 'folders' : 'files' },
        related: [{ at: rangeOf(first.file.uri, first.header.id), message: `\`${key}\` here too` }],
      };
    }
  },
};

/** The headers that name the package, in the order of their entries. */
const headersOf = ({ headers, main }: SourceGroup): SourceGroup['headers'] =>
  headers
    .filter(({ header }) => packageKey(header.id) === main.key)
    .toSorted((a, b) => comparePaths(entryOf(a.file.uri), entryOf(b.file.uri)));

/** The first name of an item that only another entry has: the reference, which reads one by one, misses it. */
function nameOfAnotherEntry({ main }: SourceGroup): TokenRange | undefined {
  const entries = grouped(main.parts, ({ file }) => entryOf(file.uri));
  const all = new Set(main.parts.flatMap(({ items }) => items.flatMap(defined)));
  for (const entry of [...entries.keys()].sort(comparePaths)) {
    const parts = entries.get(entry)!;
    const own = new Set(
      parts.flatMap(({ items }) => items.flatMap((item) => [...defined(item), ...used(item)])),
    );
    for (const { uri, path } of lookUpsOf({ ...main, parts })) {
      const { name } = path;
      if (name && !path.package && !own.has(name.text) && all.has(name.text)) return nameRange(uri, name);
    }
  }
  return undefined;
}

const defined = (item: TopLevelItem): string[] => ('name' in item && item.name ? [item.name.text] : []);

const used = (item: TopLevelItem): string[] => {
  const name = item.kind === 'top-level-use' && (item.as ?? (item.path?.package && item.path.name));
  return name ? [name.text] : [];
};
