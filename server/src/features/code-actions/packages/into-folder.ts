import { folderOf, join, nameOf } from '../../../base/uri-paths.ts';
import { folderFor, isIn, isSplit } from '../../../packages/split-packages.ts';
import type { Fix, FixContext } from '../fix.ts';

/** Moves the files of a package in several entries of `deps` into one folder there. */
export function* intoFolder({ snapshot, file }: FixContext): Generator<Fix> {
  const dependencies = snapshot.sources(file.uri)?.dependencies ?? [];
  const group = dependencies.find((one) => isSplit(one) && one.files.some(({ uri }) => uri === file.uri));
  const name = group && folderFor(group);
  if (!group || !name) return;
  const isOfOthers = dependencies.some(
    (one) => one !== group && one.files.some(({ uri }) => isIn(name, uri)),
  );
  const names = group.files.map(({ uri }) => nameOf(uri));
  if (isOfOthers || new Set(names).size < names.length) return;
  const moves = group.files.flatMap(({ uri }) =>
    isIn(name, uri) ? [] : [{ from: uri, to: join(join(depsOf(uri), name), nameOf(uri)) }],
  );
  const title = `Move ${moves.length === 1 ? 'the file' : `the ${moves.length} files`} to \`deps/${name}/\``;
  yield { title, isPreferred: true, edits: [], moves };
}

const depsOf = (uri: string): string => {
  const folder = folderOf(uri);
  return nameOf(folder) === 'deps' ? folder : folderOf(folder);
};
