import { join } from '../../base/uri-paths.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import { resolvePath } from '../../packages/manifests/paths.ts';
import { isFolderOfC } from './c-folder.ts';

/** Folders without parts of a plan: dependencies of others, and results of builds. */
const IGNORED_FOLDERS = new Set(['node_modules', 'target', 'dist', 'deps']);
const MAX_DEPTH = 4;
const MOST = 200;
/** Folders between `deps` and a component with a version: namespace and name. */
const PACKAGE_DEPTH = 2;

/** Paths of the components and of the folders that are built into one, from a folder down, those near it first. */
export function componentsBelow(files: FileSystem, folder: string): readonly string[] {
  const found: string[] = [];
  let level = [''];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0 && found.length < MOST; depth++) {
    const entries = level.flatMap((path) =>
      files.readDirectory(path === '' ? folder : resolvePath(folder, path)).map((entry) => ({ path, entry })),
    );
    const inside = (path: string, name: string) => (path === '' ? name : `${path}/${name}`);
    for (const { path, entry } of entries)
      if (entry.kind === 'file' && entry.name.endsWith('.wasm')) found.push(inside(path, entry.name));
    const folders = entries.filter(
      ({ entry }) =>
        entry.kind === 'directory' && !entry.name.startsWith('.') && !IGNORED_FOLDERS.has(entry.name),
    );
    level = folders.map(({ path, entry }) => inside(path, entry.name));
    found.push(...level.filter((path) => isProject(files, resolvePath(folder, path))));
  }
  return found.slice(0, MOST);
}

/** Paths of the components that a document may name: those below `deps`. */
export function packagesBelow(files: FileSystem, folder: string): readonly string[] {
  const inside = (path: string, depth: number): readonly string[] =>
    files.readDirectory(resolvePath(folder, path)).flatMap(({ name, kind }) => {
      if (kind === 'file') return name.endsWith('.wasm') ? [`${path}/${name}`] : [];
      return depth < PACKAGE_DEPTH ? inside(`${path}/${name}`, depth + 1) : [];
    });
  return inside('deps', 0).slice(0, MOST);
}

/**
 * Paths of the files and folders in the folder to which an unfinished path leads; folders have a slash at the end.
 * @param folder from which the path counts
 */
export function pathsFrom(files: FileSystem, folder: string, path: string): readonly string[] {
  const start = path.slice(0, path.lastIndexOf('/') + 1);
  const entries = files.readDirectory(start === '' ? folder : resolvePath(folder, start));
  return entries.map(({ name, kind }) => `${start}${name}${kind === 'directory' ? '/' : ''}`);
}

/** Whether a component is built of a folder. */
export function isProject(files: FileSystem, folder: string): boolean {
  const names = new Set(files.readDirectory(folder).map(({ name }) => name));
  if (names.has('package.json'))
    return names.has('wit') || /"component"\s*:/.test(files.readText(join(folder, 'package.json')) ?? '');
  if (names.has('Cargo.toml'))
    return /^\s*crate-type\s*=.*cdylib/m.test(files.readText(join(folder, 'Cargo.toml')) ?? '');
  const manifests = ['componentize-py.toml', 'pyproject.toml', 'go.mod', 'wit-studio.toml'];
  return manifests.some((name) => names.has(name)) || isFolderOfC(files, folder);
}
