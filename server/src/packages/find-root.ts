import type { ParsedFile } from '../syntax/parse.ts';
import type { FileSystem } from './file-system.ts';
import { type Root, type SourceGroup, sourceGroup } from './package-source.ts';

/** Reads and parses one file; undefined when it cannot be read. */
export type ReadFile = (uri: string) => ParsedFile | undefined;

const parentOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));
const nameOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);
const inside = (directory: string, name: string): string => `${directory}/${encodeURIComponent(name)}`;
const isWit = (name: string): boolean => name.endsWith('.wit');
const isEncoded = (name: string): boolean => name.endsWith('.wasm') || name.endsWith('.wat');

/**
 * The directory whose package and dependencies a file is seen with: its own, or of a file in
 * `deps/x.wit` or `deps/x/y.wit` the one that has the `deps`.
 *
 * @param uri of a .wit file
 */
export function rootDirectoryOf(fs: FileSystem, uri: string): string {
  const directory = parentOf(uri);
  const deps = [directory, parentOf(directory)].find((one) => nameOf(one) === 'deps');
  const owner = deps === undefined ? undefined : parentOf(deps);
  return owner !== undefined && witFilesIn(fs, owner).length > 0 ? owner : directory;
}

/** The .wit files directly in a directory. */
export function witFilesIn(fs: FileSystem, directory: string): string[] {
  return fs
    .readDirectory(directory)
    .filter(({ name, kind }) => kind === 'file' && isWit(name))
    .map(({ name }) => inside(directory, name));
}

/** A directory package with what stands in its `deps`; undefined when it has no .wit file. */
export function directoryRoot(fs: FileSystem, read: ReadFile, directory: string): Root | undefined {
  const main = groupOf(witFilesIn(fs, directory), read);
  return main && { main, ...dependenciesIn(fs, read, `${directory}/deps`) };
}

/** A file by itself: it sees no other file. */
export function fileRoot(read: ReadFile, uri: string): Root | undefined {
  const main = groupOf([uri], read);
  return main && { main, dependencies: [], emptyFolders: [], unread: [] };
}

/** Each entry of `deps` is a package: a directory of files, or a file. */
function dependenciesIn(fs: FileSystem, read: ReadFile, deps: string): Omit<Root, 'main'> {
  const entries = [...fs.readDirectory(deps)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = { dependencies: [] as SourceGroup[], emptyFolders: [] as string[], unread: [] as string[] };
  for (const { name, kind } of entries) {
    const uri = inside(deps, name);
    const files = kind === 'directory' ? witFilesIn(fs, uri) : isWit(name) ? [uri] : [];
    const group = groupOf(files, read);
    if (group) found.dependencies.push(group);
    else if (kind === 'directory') found.emptyFolders.push(uri);
    else if (isEncoded(name)) found.unread.push(uri);
  }
  return found;
}

function groupOf(uris: readonly string[], read: ReadFile): SourceGroup | undefined {
  const files = uris.flatMap((uri) => read(uri) ?? []);
  return files.length === 0 ? undefined : sourceGroup(files);
}
