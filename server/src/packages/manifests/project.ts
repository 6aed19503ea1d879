import { folderOf, join } from '../../base/uri-paths.ts';
import type { FileSystem } from '../file-system.ts';
import { expandGlob } from './glob.ts';
import type { Manifest } from './manifest.ts';
import type { Manifests } from './manifests.ts';
import { fileNameOf, foldersUpFrom, relativePath } from './paths.ts';
import { commandOf, isWitDeps } from './read-manifest.ts';

/** A package outside of `deps`. */
export interface OutsidePackage {
  /** Of its folder or file. */
  readonly uri: string;
  /** Name of the file that leads to it. */
  readonly manifest: string;
  /** For people: as that file writes it, or would. */
  readonly path: string;
  /** The command that copies it into `deps`; empty if there is none. */
  readonly command: string;
}

/** The manifest entries that apply to a package. */
export interface Project {
  /** The manifests that apply to it, the nearest first. */
  readonly manifests: readonly Manifest[];
  /** Packages that they name one by one. */
  readonly outsideDeps: readonly OutsidePackage[];
  /** Packages that the members of a workspace share: each other, and those in the workspace's `deps`. */
  readonly shared: readonly OutsidePackage[];
}

/** More folders beside a package are not searched for a crate that names it. */
const MAX_SIBLING_FOLDERS = 64;

/** @param root folder of a package */
export function projectOf(fs: FileSystem, manifests: Manifests, root: string): Project {
  const wkg = manifests.nearest(root, 'wkg.toml');
  const workspace = workspaceOf(fs, manifests, root, wkg);
  const lock = manifests.nearest(root, 'wkg.lock');
  const own = manifests.in(root).filter(({ uri }) => isWitDeps(uri));
  const all = [...own, ...crateOf(fs, manifests, root), wkg, workspace, lock];
  const found = [...new Set(all.flatMap((one) => one ?? []))];
  return {
    manifests: found,
    outsideDeps: found.flatMap(pathsIn),
    shared: workspace ? sharedIn(fs, workspace, root) : [],
  };
}

const pathsIn = (manifest: Manifest): OutsidePackage[] =>
  manifest.packages.flatMap(({ path }) =>
    path === undefined ? [] : [outsideDeps(manifest, path, commandOf(manifest.uri))],
  );

const outsideDeps = (manifest: Manifest, uri: string, command: string): OutsidePackage => ({
  uri,
  manifest: fileNameOf(manifest.uri),
  path: relativePath(folderOf(manifest.uri), uri),
  command,
});

/** The crate whose WIT it is: above it, or beside it where crates share one folder. */
function crateOf(fs: FileSystem, manifests: Manifests, root: string): Manifest[] {
  const parent = folderOf(root);
  const beside = fs.readDirectory(parent).filter(({ kind }) => kind === 'directory');
  const near = beside.length > MAX_SIBLING_FOLDERS ? [] : beside.map(({ name }) => join(parent, name));
  const folders = [...foldersUpFrom(root), ...near];
  const crates = folders.flatMap((folder) => manifests.at(`${folder}/Cargo.toml`) ?? []);
  return [...new Set(crates)].filter(({ witFolders }) => witFolders.includes(root));
}

/** The workspace that has the package, or the folder of its manifest, among its members. */
function workspaceOf(
  fs: FileSystem,
  manifests: Manifests,
  root: string,
  wkg: Manifest | undefined,
): Manifest | undefined {
  if (wkg?.workspace !== undefined)
    return manifests.at(wkg.workspace) ?? manifests.at(`${wkg.workspace}/wkg.toml`);
  for (let one = wkg; one; one = manifests.nearest(folderOf(folderOf(one.uri)), 'wkg.toml')) {
    const members = membersOf(fs, one);
    const folders = [root, folderOf(root), ...(wkg ? [folderOf(wkg.uri)] : [])];
    if (folders.some((folder) => members.includes(folder))) return one;
  }
  return undefined;
}

const membersOf = (fs: FileSystem, { uri, members = [] }: Manifest): string[] =>
  members.flatMap((pattern) => expandGlob(fs, folderOf(uri), pattern));

/** `wkg wit fetch` puts the dependencies of the members into `wkg/deps` beside the workspace's manifest. */
function sharedIn(fs: FileSystem, workspace: Manifest, root: string): OutsidePackage[] {
  const deps = `${folderOf(workspace.uri)}/wkg/deps`;
  const fetched = fs.readDirectory(deps).map(({ name }) => join(deps, name));
  const others = membersOf(fs, workspace).filter((folder) => folder !== root);
  return [...others, ...fetched].map((uri) => outsideDeps(workspace, uri, ''));
}
