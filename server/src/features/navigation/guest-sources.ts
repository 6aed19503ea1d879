import { isFolderOfC } from '../../analysis/compositions/c-folder.ts';
import type { Snapshot } from '../../analysis/snapshot.ts';
import { LineIndex } from '../../base/line-index.ts';
import { folderOf, isInside, join } from '../../base/uri-paths.ts';
import { implementsIt, type Exported, type GuestExport } from '../../guests/guest-export.ts';
import { readerOf } from '../../guests/read-exports.ts';
import type { FileSystem } from '../../packages/file-system.ts';
import type { Definition, ResolvedRoot } from '../../resolve/model.ts';
import type { Extern } from '../../syntax/ast.ts';
import { meaning, namesIn } from '../name-at.ts';
import { packageOf } from '../../base/ids.ts';

/** A place in a source of a guest, which is no document of the server: it is read for each question. */
export interface GuestPlace {
  readonly uri: string;
  readonly lines: LineIndex;
  readonly found: GuestExport;
}

/** Files that are looked into for one question, and UTF-16 units of each; generated sources are longer. */
const MOST_FILES = 4_000;
const LONGEST = 1_000_000;
const MAX_DEPTH = 12;

/** Folders with build results, or with sources of others. */
const IGNORED = new Set(['deps', 'dist', 'build', 'out', 'vendor', 'venv', '__pycache__']);

/** Where the sources of the workspace's components implement something of WIT, whatever languages they are in. */
export function implementingSources(snapshot: Snapshot, definition: Definition): readonly GuestPlace[] {
  const wanted = exportedOf(definition);
  if (wanted === undefined) return [];
  const folders = snapshot.folders.length > 0 ? snapshot.folders : [folderOf(folderOf(definition.uri))];
  const places: GuestPlace[] = [];
  let looked = 0;
  for (const folder of folders)
    for (const uri of sourcesIn(snapshot.disk, folder)) {
      if (++looked > MOST_FILES) return places;
      const found = exportsOf(snapshot, uri).filter((one) => implementsIt(one, wanted));
      if (found.length === 0 || !isVisibleFrom(snapshot, uri, wanted.package)) continue;
      const lines = new LineIndex(snapshot.disk.readText(uri)!);
      places.push(...found.map((one) => ({ uri, lines, found: one })));
    }
  return places;
}

/** The WIT item that the innermost function at an offset in a guest's source implements, and its place. */
export function implementedAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): { readonly found: GuestExport; readonly definitions: readonly Definition[] } | undefined {
  const around = exportsOf(snapshot, uri)
    .filter(({ whole }) => whole.start <= offset && offset <= whole.end)
    .sort((a, b) => a.whole.end - a.whole.start - (b.whole.end - b.whole.start));
  for (const found of around) {
    const definitions = [...definitionsFor(snapshot, uri, found)];
    if (definitions.length > 0) return { found, definitions };
  }
  return undefined;
}

function* definitionsFor(snapshot: Snapshot, uri: string, found: GuestExport): Generator<Definition> {
  const seen = new Set<string>();
  // A constructor has no name to go to: its resource has.
  const { function: member, ...resource } = found;
  const place = member === 'constructor' ? resource : found;
  for (const root of snapshot.roots())
    for (const definition of definitionsIn(root)) {
      const id = `${definition.uri} ${definition.token}`;
      const exported = exportedOf(definition);
      if (!exported || seen.has(id) || !implementsIt(place, exported)) continue;
      if (!isVisibleFrom(snapshot, uri, exported.package)) continue;
      seen.add(id);
      yield definition;
    }
}

/** Everything that the packages of a root define, also in their dependencies. */
export function* definitionsIn(root: ResolvedRoot): Generator<Definition> {
  for (const { uri, token, definition } of namesIn(root))
    if (definition.uri === uri && definition.token === token) yield definition;
}

/** Items that guests implement: functions, resources and interfaces, but not types. */
function exportedOf(one: Definition): Exported | undefined {
  const definition = meaning(one);
  const { kind, name, node, container } = definition;
  const within = { package: packageOf(definition.package) };
  if (kind === 'interface') return { ...within, interface: name };
  if (kind === 'extern') {
    const { direction, target } = node as Extern;
    if (direction === 'import' || container === undefined) return undefined;
    if (target?.kind === 'interface') return { ...within, interface: name, isInline: true };
    return target?.kind === 'function' ? { ...within, ...scopeOf(container), function: name } : undefined;
  }
  if (container === undefined) return undefined;
  if (node.kind === 'resource') return { ...within, ...scopeOf(container), resource: name };
  if (kind !== 'function') return undefined;
  if (container.kind !== 'type') return { ...within, ...scopeOf(container), function: name };
  const how = node.kind === 'static' ? 'static' : 'method';
  const scope = container.container ? scopeOf(container.container) : {};
  return { ...within, ...scope, resource: container.name, function: name, kind: how };
}

/** The interface or the world of a definition; an inline interface counts as an interface. */
const scopeOf = ({ kind, name }: Definition): Pick<Exported, 'interface' | 'isInline' | 'world'> =>
  kind === 'world' ? { world: name } : { interface: name, isInline: kind === 'extern' };

function exportsOf({ disk }: Snapshot, uri: string): readonly GuestExport[] {
  const text = disk.readText(uri);
  return text === undefined || text.length > LONGEST ? [] : (readerOf(uri)?.(text) ?? []);
}

function* sourcesIn(disk: FileSystem, folder: string, depth = 0): Generator<string> {
  for (const { name, kind } of disk.readDirectory(folder)) {
    const uri = join(folder, name);
    if (kind === 'file' && readerOf(name)) yield uri;
    const isLookedInto =
      kind === 'directory' && depth < MAX_DEPTH && !IGNORED.has(name) && !name.startsWith('.');
    if (isLookedInto) yield* sourcesIn(disk, uri, depth + 1);
  }
}

/** The files that make a folder a component's. */
const MANIFESTS = ['package.json', 'Cargo.toml', 'go.mod', 'pyproject.toml', 'wit-studio.toml'];

/**
 * Whether the WIT of the component that a source belongs to has a package. A name in a source is short, and other
 * components have the same; where no WIT is found, it counts.
 */
function isVisibleFrom(snapshot: Snapshot, uri: string, wanted: string): boolean {
  const root = rootOf(snapshot, uri);
  return !root || root.all.some(({ key }) => packageOf(key) === wanted);
}

/** The WIT of the component that a source belongs to. */
export function rootOf(snapshot: Snapshot, uri: string): ResolvedRoot | undefined {
  const wit = witBeside(snapshot, uri);
  const file = wit && snapshot.disk.readDirectory(wit).find(({ name }) => name.endsWith('.wit'));
  return wit === undefined || !file ? undefined : snapshot.root(join(wit, file.name));
}

function witBeside({ disk, manifest, folders }: Snapshot, source: string): string | undefined {
  for (let folder = folderOf(source); folder !== ''; folder = folderOf(folder)) {
    const names = disk.readDirectory(folder).map(({ name }) => name);
    const found = MANIFESTS.filter((name) => names.includes(name));
    if (found.length > 0 || isFolderOfC(disk, folder)) {
      const named = found.flatMap((name) => manifest(join(folder, name))?.witFolders ?? []);
      const all = [...named, join(folder, 'wit'), join(folderOf(folder), 'wit')];
      return all.find((one) => disk.readDirectory(one).length > 0);
    }
    if (!folders.some((one) => isInside(folder, one))) return undefined;
  }
  return undefined;
}
