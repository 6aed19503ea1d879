import { folderOf, join, nameOf } from '../base/uri-paths.ts';
import { resolvePath } from './manifests/paths.ts';
import {
  type TargetName,
  unknownWorld,
  type Target,
  type WitSource,
  type WitSources,
} from '../compositions/target.ts';
import { ProblemError } from '../base/problem.ts';
import { parse } from '../syntax/parse.ts';
import { compareVersions } from '../syntax/version.ts';
import type { FileSystem } from './file-system.ts';
import type { KnownPackage, KnownPackages } from './known-packages.ts';
import { areCompatible } from '../compositions/names.ts';
import { packageKey } from './package-source.ts';
import { itemId, packageOf, versionOf } from '../base/ids.ts';

/** Where the package of a world is looked for. */
export interface WorldPlaces {
  /** URI of the plan's folder. */
  readonly folder: string;
  /** The `[packages]` of the plan: URIs by `ns:name` or `ns:name@version`. */
  readonly packages: ReadonlyMap<string, string>;
  readonly files: FileSystem;
  readonly known: KnownPackages;
}

/**
 * Finds the package of a world: where the plan says, else in `deps/ns/name` (with its version below, or as `.wasm`),
 * `wit` or `wit/deps` beside the plan, else among the known packages, there in a newer compatible version if not in this
 * one.
 * @param target `ns:name/world` or `ns:name/world@version`
 * @throws ProblemError `unknown-world`
 */
export function findTarget(target: TargetName, places: WorldPlaces): Target {
  const [, pkg, world, version] = /^([^/@\s]+:[^/@\s]+)\/([^/@\s]+)(?:@(\S+))?$/.exec(target.name) ?? [];
  if (pkg === undefined || world === undefined) throw notAWorld(target);
  const main = inFolders(pkg, version, places);
  if (main) return targetIn(main, target, world, places.known);
  const packages = [...places.known.all()].filter((one) => one.key.startsWith(`${pkg}@`));
  if (packages.length === 0) throw notFound(target, pkg, version);
  const found = knownWorld(target.name, worldsOf(packages));
  if (!found) throw otherVersions(target, world, packages, version);
  return targetIn(textOfKnown(found.owner), { ...target, name: found.name }, world, places.known);
}

/**
 * The WIT of a package, where a world of it would be found.
 * @param version undefined for a package without one
 */
export function findPackage(
  pkg: string,
  version: string | undefined,
  places: WorldPlaces,
): WitSources | undefined {
  const found = inFolders(pkg, version, places);
  if (found) return withKnown(found.source, found.dependencies, places.known);
  const known = version === undefined ? undefined : knownPackage(pkg, version, places.known);
  return known && withKnown(textOfKnown(known).source, [], places.known);
}

/** The package of this version, else the newest compatible one: an older one lacks what was added since. */
function knownPackage(pkg: string, version: string, known: KnownPackages): KnownPackage | undefined {
  const asked = `${pkg}@${version}`;
  const versionIn = ({ key }: KnownPackage) => versionOf(key) ?? '';
  const newer = [...known.all()].filter(
    (one) => areCompatible(one.key, asked) && compareVersions(versionIn(one), version) > 0,
  );
  return known.get(asked) ?? newer.toSorted((a, b) => compareVersions(versionIn(a), versionIn(b))).at(-1);
}

/** A world of a known package. */
interface KnownWorld {
  /** `wasi:http/proxy@0.2.12` */
  readonly name: string;
  readonly owner: KnownPackage;
}

const worldsOf = (packages: readonly KnownPackage[]): readonly KnownWorld[] =>
  packages.flatMap((owner) =>
    parse(owner.key, owner.text).ast.items.flatMap((item) =>
      item.kind === 'world' ? { name: itemId(owner.key, item.name?.text ?? ''), owner } : [],
    ),
  );

/** The world of this name, else the newest compatible version of it: an older one lacks what was added since. */
function knownWorld(name: string, worlds: readonly KnownWorld[]): KnownWorld | undefined {
  const versionIn = (id: string) => versionOf(id) ?? '';
  const compatible = worlds.filter((one) => areCompatible(one.name, name));
  const byAge = compatible.toSorted((a, b) => compareVersions(versionIn(a.name), versionIn(b.name)));
  const isNewer = (one: KnownWorld) => compareVersions(versionIn(one.name), versionIn(name)) > 0;
  return compatible.find((one) => one.name === name) ?? byAge.filter(isNewer).at(-1);
}

/**
 * A world of a package whose place is given.
 * @param uri a folder or file of WIT, or a package in the binary format
 * @throws ProblemError `unknown-world`
 */
export function targetAt(
  uri: string,
  world: string,
  { files, known }: Pick<WorldPlaces, 'files' | 'known'>,
): Target {
  const target = { name: world };
  const main = sourceAt(uri, files);
  if (main) return targetIn(main, target, withoutPackage(world, main), known);
  throw new ProblemError({
    code: 'unknown-world',
    message: `there is no WIT at ${nameOf(uri)}`,
    help: 'Name a folder with .wit files, a .wit file, or a package in the binary format (.wasm).',
  });
}

/** The name of a world that may have its package, and the version of that. */
function withoutPackage(name: string, { source }: Found): string {
  const [, pkg = '', world, version = ''] = /^(.+)\/([^/@]+)(@.+)?$/.exec(name) ?? [];
  const keys = keysOf([source]);
  const isOwn =
    keys.includes(`${pkg}${version}`) || (version === '' && keys.some((key) => key.startsWith(`${pkg}@`)));
  return world !== undefined && isOwn ? world : name;
}

function targetIn(
  { source, dependencies }: Found,
  target: TargetName,
  world: string,
  known: KnownPackages,
): Target {
  return { ...target, world, wit: withKnown(source, dependencies, known) };
}

interface Found {
  readonly source: WitSource;
  readonly dependencies: readonly WitSource[];
}

function inFolders(pkg: string, version: string | undefined, places: WorldPlaces): Found | undefined {
  const { folder, packages, files } = places;
  const versioned = version === undefined ? pkg : `${pkg}@${version}`;
  const planned = packages.get(versioned) ?? packages.get(pkg);
  if (planned !== undefined) return sourceAt(planned, files);
  const unversioned = resolvePath(folder, ['deps', ...pkg.split(':')].join('/'));
  const inDeps = version === undefined ? unversioned : `${unversioned}/${version}`;
  const has = (found: Found | undefined) => found && keysOf([found.source]).some(isMeant) && found;
  const isMeant = (key: string) => key === versioned || (version === undefined && key.startsWith(`${pkg}@`));
  const own = sourceAt(join(folder, 'wit'), files);
  return (
    sourceAt(inDeps, files) ??
    sourceAt(`${inDeps}.wasm`, files) ??
    (has(sourceAt(unversioned, files)) || has(own) || dependencyOf(own, isMeant))
  );
}

/** The only package of a name among the dependencies of another one, which are its own, too. */
function dependencyOf(found: Found | undefined, isMeant: (key: string) => boolean): Found | undefined {
  const [source, ...more] = found?.dependencies.filter((one) => keysOf([one]).some(isMeant)) ?? [];
  if (!source || more.length > 0) return undefined;
  return { source, dependencies: found!.dependencies.filter((one) => one !== source) };
}

/** A folder of WIT with its `deps`, a `.wit` file, or a package in the binary format. */
export function sourceAt(uri: string, files: FileSystem): Found | undefined {
  if (uri.endsWith('.wasm')) {
    const bytes = files.readBytes(uri);
    return bytes && { source: { tag: 'binary', val: bytes }, dependencies: [] };
  }
  const source = uri.endsWith('.wit') ? textOf([uri], files) : witIn(uri, files);
  const deps = join(uri.endsWith('.wit') ? folderOf(uri) : uri, 'deps');
  const dependencies = files.readDirectory(deps).flatMap(({ name, kind }): readonly WitSource[] => {
    const entry = join(deps, name);
    if (kind === 'directory') return [witIn(entry, files) ?? []].flat();
    return /\.(wit|wasm)$/.test(name) ? [sourceAt(entry, files)?.source ?? []].flat() : [];
  });
  return source && { source, dependencies };
}

function witIn(folder: string, files: FileSystem): WitSource | undefined {
  const names = files
    .readDirectory(folder)
    .filter(({ name, kind }) => kind === 'file' && name.endsWith('.wit'));
  return textOf(
    names.map(({ name }) => join(folder, name)),
    files,
  );
}

function textOf(uris: readonly string[], files: FileSystem): WitSource | undefined {
  const val = uris.flatMap((uri) => {
    const text = files.readText(uri);
    return text === undefined ? [] : [{ path: nameOf(uri), text }];
  });
  return val.length > 0 ? { tag: 'text', val } : undefined;
}

const textOfKnown = ({ key, text }: KnownPackage): Found => ({
  source: { tag: 'text', val: [{ path: `${key}.wit`, text }] },
  dependencies: [],
});

/** Adds known packages that texts refer to and that are missing. */
function withKnown(main: WitSource, dependencies: readonly WitSource[], known: KnownPackages): Target['wit'] {
  const all = [main, ...dependencies];
  const there = new Set(keysOf(all));
  for (const source of all) {
    if (source.tag === 'binary') continue;
    for (const key of source.val.flatMap(({ text }) => namedIn(text))) {
      const added = there.has(key) ? undefined : known.get(key);
      there.add(key);
      if (added) all.push(textOfKnown(added).source);
    }
  }
  return { main, dependencies: all.slice(1) };
}

/** `ns:name@version` of each `ns:name/item@version`. */
const namedIn = (text: string): readonly string[] =>
  [...text.matchAll(/([\w-]+:[\w-]+)\/[\w-]+(@[\w.+-]*\w)?/g)].map(([, pkg, version = '']) => pkg + version);

const keysOf = (sources: readonly WitSource[]): readonly string[] =>
  sources.flatMap((source) =>
    source.tag === 'text'
      ? source.val.map(({ path, text }) => packageKey(parse(path, text).ast.header?.id))
      : [],
  );

function notAWorld({ name, at }: TargetName): ProblemError {
  return new ProblemError({
    code: 'unknown-world',
    message: `“${name}” does not name a world`,
    help: 'Name it with its package: wasi:cli/command@0.2.12.',
    ...(at && { at }),
  });
}

/** Names the world in other versions, or without one, the other worlds of the package. */
function otherVersions(
  target: TargetName,
  world: string,
  packages: readonly KnownPackage[],
  version: string | undefined,
): ProblemError {
  const all = worldsOf(packages).map(({ name }) => name);
  const same = all.filter((name) => name.includes(`/${world}@`));
  const isKnown = version === undefined || packages.some(({ key }) => key.endsWith(`@${version}`));
  const pkg = packageOf(target.name);
  const remedy = isKnown ? '' : `For ${version}, ${putInto(pkg, version).replace('Put', 'put')}`;
  return unknownWorld(target, same.length > 0 ? same : all, remedy);
}

function putInto(pkg: string, version: string | undefined): string {
  const key = version === undefined ? pkg : `${pkg}@${version}`;
  return `Put the package into wit, wit/deps or deps/${key.replace(':', '/').replace('@', '/')} beside the plan, or name its folder under [packages]: "${key}" = "path".`;
}

function notFound({ name, at }: TargetName, pkg: string, version: string | undefined): ProblemError {
  return new ProblemError({
    code: 'unknown-world',
    message: `there is no WIT for ${name}`,
    help: putInto(pkg, version),
    ...(at && { at }),
  });
}
