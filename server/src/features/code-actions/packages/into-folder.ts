import { folderOf, join, nameOf } from '../../../base/uri-paths.ts';
import { isSplit } from '../../../packages/flat-files.ts';
import type { Fix, FixContext } from '../fix.ts';

/** Moves the files of a package that lie right in `deps` into a folder of their own there. */
export function* intoFolder({ snapshot, file, found }: FixContext): Generator<Fix> {
  const { folder: name = '' } = found.detail;
  const dependencies = snapshot.sources(file.uri)?.dependencies ?? [];
  const group = dependencies.find((one) => isSplit(one) && one.files.some(({ uri }) => uri === file.uri));
  const folder = join(folderOf(file.uri), name);
  const isTaken = dependencies.some(({ files }) => files.some(({ uri }) => folderOf(uri) === folder));
  if (!group || name === '' || isTaken) return;
  const moves = group.files.map(({ uri }) => ({ from: uri, to: join(folder, nameOf(uri)) }));
  yield { title: `Move the ${moves.length} files to \`deps/${name}/\``, isPreferred: true, edits: [], moves };
}
