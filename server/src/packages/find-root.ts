import { folderOf, join, nameOf } from '../base/uri-paths.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import { isEncoded, type ReadEncoded, unavailableDecoder } from './encoded.ts';
import type { FileSystem } from './file-system.ts';
import { withSplitPackagesMerged } from './split-packages.ts';
import {
  type EmptyFolder,
  type Root,
  type SourceGroup,
  sourceGroup,
  type UnreadFile,
} from './package-source.ts';

/** Reads and parses one file; undefined when it cannot be read. */
export type ReadFile = (uri: string) => ParsedFile | undefined;

const isWit = (name: string): boolean => name.endsWith('.wit');

/**
 * The directory whose package and dependencies a file is seen with: its own, or of a file in
 * `deps/x.wit` or `deps/x/y.wit` the one that has the `deps`.
 *
 * @param uri of a .wit file
 */
export function rootDirectoryOf(fs: FileSystem, uri: string): string {
  const directory = folderOf(uri);
  const deps = [directory, folderOf(directory)].find((one) => nameOf(one) === 'deps');
  const owner = deps === undefined ? undefined : folderOf(deps);
  return owner !== undefined && witFilesIn(fs, owner).length > 0 ? owner : directory;
}

/** The .wit files directly in a directory. */
export function witFilesIn(fs: FileSystem, directory: string): string[] {
  return fs
    .readDirectory(directory)
    .filter(({ name, kind }) => kind === 'file' && isWit(name))
    .map(({ name }) => join(directory, name));
}

/** A directory package with the packages in its `deps`; undefined when it has no .wit file. */
export function directoryRoot(
  fs: FileSystem,
  read: ReadFile,
  directory: string,
  encoded: ReadEncoded = unavailableDecoder,
): Root | undefined {
  const main = groupOf(witFilesIn(fs, directory), read);
  return main && { main, ...dependenciesIn(fs, read, `${directory}/deps`, encoded) };
}

/** A file by itself: it sees no other file. One in the binary format is no root until it is decoded. */
export function fileRoot(
  read: ReadFile,
  uri: string,
  encoded: ReadEncoded = unavailableDecoder,
): Root | undefined {
  const main = isEncoded(uri) ? encodedGroups([uri], uri, read, encoded).groups[0] : groupOf([uri], read);
  return main && { main, dependencies: [], emptyFolders: [], unread: [] };
}

/** Each entry of `deps` is a package: a directory of files, or a file. Those in the binary format come last. */
function dependenciesIn(
  fs: FileSystem,
  read: ReadFile,
  deps: string,
  encoded: ReadEncoded,
): Omit<Root, 'main'> {
  const entries = [...fs.readDirectory(deps)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const dependencies: SourceGroup[] = [];
  const emptyFolders: EmptyFolder[] = [];
  for (const { name, kind } of entries) {
    const uri = join(deps, name);
    const files = kind === 'directory' ? witFilesIn(fs, uri) : isWit(name) ? [uri] : [];
    const group = groupOf(files, read);
    if (group) dependencies.push(group);
    else if (kind === 'directory') emptyFolders.push(emptyFolder(fs, uri));
  }
  const binary = entries.filter(({ name, kind }) => kind === 'file' && isEncoded(name));
  const uris = binary.map(({ name }) => join(deps, name));
  const { groups, unread } = encodedGroups(uris, deps, read, encoded);
  const merged = withSplitPackagesMerged(dependencies);
  return { dependencies: [...merged, ...groups], emptyFolders, unread };
}

function emptyFolder(fs: FileSystem, uri: string): EmptyFolder {
  const encoded = fs.readDirectory(uri).find(({ name, kind }) => kind === 'file' && isEncoded(name));
  return { uri, encoded: encoded?.name };
}

function encodedGroups(
  uris: readonly string[],
  folder: string,
  read: ReadFile,
  encoded: ReadEncoded,
): { readonly groups: readonly SourceGroup[]; readonly unread: readonly UnreadFile[] } {
  const groups: SourceGroup[] = [];
  const unread: UnreadFile[] = [];
  encoded(folder, uris).forEach((state, index) => {
    const uri = uris[index]!;
    const isRefused = state.kind === 'refused';
    const isText = isRefused && state.refusal.kind === 'not-wasm';
    const group = state.kind === 'text' ? groupOf([state.uri], read) : isText ? textIn(uri, read) : undefined;
    if (group) groups.push(group);
    else if (isRefused) unread.push({ uri, why: state.refusal });
    else if (state.kind === 'pending') unread.push({ uri, why: 'pending' });
  });
  return { groups, unread };
}

/** The reference reads every file that is not WebAssembly as WIT, whatever its name. */
function textIn(uri: string, read: ReadFile): SourceGroup | undefined {
  const group = groupOf([uri], read);
  const isPackage = group?.headers.length === 1;
  return isPackage && group.files.every(({ ast }) => ast.errors.length === 0) ? group : undefined;
}

function groupOf(uris: readonly string[], read: ReadFile): SourceGroup | undefined {
  const files = uris.flatMap((uri) => read(uri) ?? []);
  return files.length === 0 ? undefined : sourceGroup(files);
}
