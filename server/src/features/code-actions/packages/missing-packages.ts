import type { Snapshot } from '../../../analysis/snapshot.ts';
import { folderOf, join } from '../../../base/uri-paths.ts';
import { isInFolder } from '../../../packages/file-system.ts';
import type { Root } from '../../../packages/package-source.ts';
import type { KnownPackage } from '../../../packages/known-packages.ts';
import { pathsOf } from '../../../resolve/package-paths.ts';
import type { NewFile } from '../fix.ts';

/**
 * The files that put a known package into `deps`, with the packages it needs that are not there; undefined
 * where it is not known, and where files are in the way.
 *
 * @param uri of the file that names the package
 */
export function filesFor(snapshot: Snapshot, uri: string, key: string): readonly NewFile[] | undefined {
  const sources = snapshot.sources(uri);
  // A document that was never saved has no folder beside it.
  if (!sources || !isInFolder(snapshot.disk, uri)) return undefined;
  const present = keysIn(sources);
  const needed = withDependencies(snapshot, key).filter((one) => !present.has(one.key));
  const deps = join(folderOf(sources.main.files[0]!.uri), 'deps');
  const files = needed.map((one) => ({
    uri: join(join(deps, folderName(one)), 'package.wit'),
    text: one.text,
  }));
  const isFree = files.every((file) => !isTaken(snapshot, sources, file.uri));
  return files.length > 0 && isFree ? files : undefined;
}

function keysIn({ main, dependencies }: Root): ReadonlySet<string> {
  const groups = [main, ...dependencies];
  return new Set(groups.flatMap((group) => [group.main.key, ...group.nested.map(({ key }) => key)]));
}

/** The package itself first. An unknown package stays missing and is reported. */
function withDependencies({ known }: Snapshot, key: string): KnownPackage[] {
  const found = new Map<string, KnownPackage>();
  const open = [key];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const one = known.get(next);
    if (!one || found.has(next)) continue;
    found.set(next, one);
    for (const path of pathsOf(one.source.main)) open.push(path.key);
  }
  return [...found.values()];
}

/** As `wkg wit fetch` names the folder of a package: `wasi-http-0.2.12`. */
function folderName({ source }: KnownPackage): string {
  const { id } = source.main;
  return [id?.namespace?.text, id?.name?.text, id?.version?.text].filter(Boolean).join('-');
}

/** A folder in `deps` that has files already, which would become one package with the new one. */
function isTaken(snapshot: Snapshot, { dependencies }: Root, uri: string): boolean {
  const files = dependencies.flatMap((group) => group.files.map((file) => file.uri));
  return snapshot.file(uri) !== undefined || files.some((one) => folderOf(one) === folderOf(uri));
}
