import { Manifests } from '../packages/manifests/manifests.ts';
import type { Manifest } from '../packages/manifests/manifest.ts';
import { encodedFile, isDecoded, isEncoded, type ReadEncoded } from '../packages/encoded.ts';
import { directoryRoot, fileRoot, rootDirectoryOf, witFilesIn } from '../packages/find-root.ts';
import type { KnownPackages } from '../packages/known-packages.ts';
import { isWitDeps } from '../packages/manifests/read-manifest.ts';
import type { Root, SourceGroup } from '../packages/package-source.ts';
import type { Features, ResolvedRoot } from '../resolve/model.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import type { SourceFile } from '../syntax/ast.ts';
import type { Counters } from './counters.ts';
import { withElsewhere } from './elsewhere.ts';
import type { Files } from './files.ts';
import { Kept } from './kept.ts';
import { refreshed } from './refreshed-root.ts';
import type { Trace, Traces } from './traces.ts';
import { folderOf, isInside } from './uri-paths.ts';

interface Known {
  /** What it was resolved from. */
  readonly asts: readonly SourceFile[];
  readonly manifests: readonly Manifest[];
  readonly features: Features;
  readonly resolved: ResolvedRoot;
  /** URIs of its files, and the length of their texts in UTF-16 units. */
  readonly files: readonly string[];
  readonly size: number;
}

/** What stays of a root when it is let go. */
interface Remembered {
  /** What was looked at to read it, and the last change to that until then. */
  readonly trace: Trace;
  readonly stamp: number;
  readonly dependencyFiles: readonly string[];
  /** Of a root that was let go: what is defined in it, separated by spaces. */
  readonly names?: string;
}

/**
 * Roots are kept up to this many UTF-16 units of text, which is about what fifty projects with the whole
 * of WASI in their `deps` have: some hundred megabytes once resolved.
 */
export const MOST_KEPT = 4_000_000;

/**
 * The packages of the workspace, resolved root by root. A root is resolved again only when an AST of it is
 * another object than before, and then only those of its packages that the change reaches.
 */
export class Roots {
  readonly #files: Files;
  readonly #encoded: ReadEncoded;
  readonly #manifests: Manifests;
  readonly #counters: Counters;
  readonly #traces: Traces;
  readonly #known: Kept<Known>;
  readonly #remembered = new Map<string, Remembered>();
  /** What was asked for since the last change. */
  readonly #sources = new Map<string, Root | undefined>();
  readonly #current = new Map<string, ResolvedRoot | undefined>();
  /** What was asked for before the texts of some files changed, and nothing else did. */
  readonly #former = new Map<string, Root>();
  readonly #changed = new Set<string>();
  readonly #alone = new Set<string>();
  #features: Features = new Set();
  /** What could be added where it is missing. */
  readonly packages: KnownPackages;

  constructor(
    files: Files,
    counters: Counters,
    packages: KnownPackages,
    encoded: ReadEncoded,
    traces: Traces,
    mostKept: number,
  ) {
    this.#files = files;
    this.#traces = traces;
    this.#known = new Kept(
      mostKept,
      (known) => known.files.some((uri) => files.isOpen(uri)),
      (root, known) => this.#forget(root, known),
    );
    this.#encoded = encoded;
    this.#manifests = new Manifests(files);
    this.#counters = counters;
    this.packages = packages;
  }

  get features(): Features {
    return this.#features;
  }

  setFeatures(features: Features): void {
    this.#features = features;
  }

  /** To be called after every change of a file or setting. */
  changed(): void {
    this.#former.clear();
    this.#changed.clear();
    this.#sources.clear();
    this.#current.clear();
  }

  /** To be called instead where a document that was open before has another text. */
  textChanged(uri: string): void {
    for (const [root, sources] of this.#sources) if (sources) this.#former.set(root, sources);
    this.#changed.add(uri);
    this.#sources.clear();
    this.#current.clear();
  }

  /** From now on a file, or a folder with what is in it, is a package by itself. */
  takeAlone(uri: string): void {
    this.#alone.add(uri);
  }

  /** The folder that a file is resolved with; a file that is in no folder, such as an untitled one, is its own. */
  rootOf(uri: string): string {
    const alone = [...this.#alone].find((one) => uri === one || isInside(uri, one));
    if (alone !== undefined) return alone;
    if (isDecoded(uri)) return this.#rootOfEncoded(encodedFile(uri));
    if (!uri.startsWith('file:')) return uri;
    const found = rootDirectoryOf(this.#files, uri);
    const directory = folderOf(uri);
    // A project's own WIT may lie in what looks like the `deps` of another one.
    return found !== directory && this.#manifests.isWitFolder(directory) ? directory : found;
  }

  /** A file in the binary format is a package by itself where it stands in no `deps`. */
  #rootOfEncoded(file: string): string {
    const root = this.rootOf(file);
    return root === folderOf(file) ? file : root;
  }

  manifest(uri: string): Manifest | undefined {
    return this.#manifests.at(uri);
  }

  /** URIs of the manifests that concern the package of a file. */
  manifestsOf(uri: string): readonly string[] {
    return (this.sources(this.rootOf(uri))?.manifests ?? []).map((one) => one.uri);
  }

  /** The WIT files and the manifests right in a folder, and the WIT in the folders that these name. */
  *filesIn(folder: string): Iterable<string> {
    const own = this.ownFiles(folder);
    yield* own;
    for (const { uri, witFolders } of this.#manifests.in(folder)) {
      // Only beside WIT it is known to be wit-deps'.
      if (own.length > 0 || !isWitDeps(uri)) yield uri;
      for (const named of witFolders) yield* this.ownFiles(named);
    }
  }

  /** The WIT files right in a folder. */
  ownFiles(root: string): readonly string[] {
    return witFilesIn(this.#files, root);
  }

  /** The files of the root that a file belongs to, dependencies not included. */
  filesBeside(uri: string): readonly string[] {
    return this.ownFiles(this.rootOf(uri));
  }

  /** The files of the packages that a root depends on. */
  dependencyFiles(root: string): readonly string[] {
    const known = this.#remembered.get(root);
    if (known !== undefined && known.stamp === this.#traces.lastChange(known.trace))
      return known.dependencyFiles;
    return filesOf(this.sources(root)?.dependencies ?? []);
  }

  /** `Snapshot.rootsWith`, by name. */
  *with(uri: string): Iterable<string> {
    const own = this.rootOf(uri);
    yield own;
    for (const [root, { dependencyFiles }] of this.#remembered)
      if (root !== own && dependencyFiles.includes(uri)) yield root;
  }

  /** @param root a folder, or a file that is to be taken by itself */
  resolved(root: string): ResolvedRoot | undefined {
    if (!this.#current.has(root)) this.#current.set(root, this.#resolve(root));
    return this.#current.get(root);
  }

  #resolve(root: string): ResolvedRoot | undefined {
    const sources = this.sources(root);
    if (sources === undefined) return undefined;
    const asts = astsOf(sources);
    const { manifests = [] } = sources;
    const known = this.#known.get(root);
    // What is told of a missing package depends on what the manifests say of it.
    const isUsable = known?.features === this.#features && sameItems(known.manifests, manifests);
    const isRead = known?.resolved.hasUnread === sources.unread.length > 0;
    if (isUsable && isRead && sameItems(known.asts, asts)) {
      this.#known.use(root, known);
      return known.resolved;
    }
    const previous = isUsable ? known.resolved : undefined;
    const resolved = resolveRoot(sources, this.#features, previous, this.packages);
    this.#count(resolved, previous);
    const files = [sources.main, ...sources.dependencies].flatMap((group) => group.files);
    const size = files.reduce((sum, { tokens }) => sum + tokens.text.length, 0);
    const uris = files.map(({ uri }) => uri);
    this.#known.use(root, { asts, manifests, features: this.#features, resolved, files: uris, size });
    return resolved;
  }

  /** Whether something of a root has a name, as far as can be said without reading it again. */
  mayName(root: string, matches: (name: string) => boolean): boolean {
    const known = this.#remembered.get(root);
    if (known?.names === undefined || known.stamp !== this.#traces.lastChange(known.trace)) return true;
    return known.names.split(' ').some(matches);
  }

  #forget(root: string, { files, resolved }: Known): void {
    const remembered = this.#remembered.get(root);
    if (remembered) this.#remembered.set(root, { ...remembered, names: namesOf(resolved) });
    for (const table of [this.#former, this.#sources, this.#current]) table.delete(root);
    for (const uri of files) this.#files.forget(uri);
  }

  /** The files of a root, parsed; undefined when it has no WIT. */
  sources(root: string): Root | undefined {
    if (!this.#sources.has(root)) this.#sources.set(root, this.#refreshed(root) ?? this.#recorded(root));
    return this.#sources.get(root);
  }

  /** What is known of a root, with the texts that changed since. */
  #refreshed(root: string): Root | undefined {
    const former = this.#former.get(root);
    const known = this.#remembered.get(root);
    if (!former || !known) return undefined;
    const changed = new Set([...this.#changed].filter((uri) => this.#traces.isIn(known.trace, uri)));
    if (changed.size === 0) return former;
    const sources = refreshed(former, changed, (uri) => this.#files.parsed(uri));
    if (sources) this.#remembered.set(root, { ...known, stamp: this.#traces.lastChange(known.trace) });
    return sources;
  }

  #recorded(root: string): Root | undefined {
    const { result, trace } = this.#traces.record(() => this.#read(root));
    const dependencyFiles = filesOf(result?.dependencies ?? []);
    this.#remembered.set(root, { trace, stamp: this.#traces.lastChange(trace), dependencyFiles });
    return result;
  }

  /** `Snapshot.stamp`. Of what has not been read, nothing is known. */
  stamp(root: string): number | undefined {
    const known = this.#remembered.get(root);
    return known && this.#traces.lastChange(known.trace);
  }

  #read(root: string): Root | undefined {
    const read = (uri: string) => this.#files.parsed(uri);
    if (isEncoded(root) || read(root)) return fileRoot(read, root, this.#encoded);
    const found = directoryRoot(this.#files, read, root, this.#encoded);
    const reader = { fs: this.#files, read, encoded: this.#encoded, manifests: this.#manifests };
    return found && withElsewhere(found, root, reader);
  }

  #count(resolved: ResolvedRoot, previous: ResolvedRoot | undefined): void {
    const kept = new Set(previous?.all);
    this.#counters.resolved += resolved.all.filter((one) => !kept.has(one)).length;
  }
}

function namesOf({ all }: ResolvedRoot): string {
  const scopes = all.flatMap(({ interfaces, worlds }) => [...interfaces, ...worlds]);
  return scopes.flatMap(({ definition, names }) => [definition.name, ...names.keys()]).join(' ');
}

function filesOf(groups: readonly SourceGroup[]): readonly string[] {
  return groups.flatMap(({ files }) => files.map(({ uri }) => uri));
}

function astsOf({ main, dependencies }: Root): readonly SourceFile[] {
  return [main, ...dependencies].flatMap(({ files }) => files.map(({ ast }) => ast));
}

function sameItems<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, n) => item === other[n]);
}
