import { isEncoded, type ReadEncoded } from '../packages/encoded.ts';
import { directoryRoot, fileRoot } from '../packages/find-root.ts';
import type { Manifests } from '../packages/manifests/manifests.ts';
import type { Root, SourceGroup } from '../packages/package-source.ts';
import { QueryCache } from './query-cache.ts';
import { withManifestDependencies } from './manifest-dependencies.ts';
import type { Files } from './files.ts';
import { refreshed } from './refreshed-root.ts';
import type { Trace, DependencyTracker } from './dependency-tracker.ts';

/** The data that remains of a root after its eviction. */
interface EvictedRoot {
  /** The files that it was read from, and their last change at that time. */
  readonly trace: Trace;
  readonly stamp: number;
  readonly dependencyFiles: readonly string[];
  /** Of an evicted root: the names defined in it, separated by spaces. */
  readonly names?: string;
}

/** The parsed files of each root, and the validity of results about them. */
export class RootSources {
  readonly #files: Files;
  readonly #encoded: ReadEncoded;
  readonly #manifests: Manifests;
  readonly #traces: DependencyTracker;
  readonly #remembered = new Map<string, EvictedRoot>();
  readonly #sources = new QueryCache((root: string) => this.#refreshed(root) ?? this.#recorded(root));
  /** Roots that were read before the texts of some of their files changed, and nothing else. */
  readonly #former = new Map<string, Root>();
  readonly #changed = new Set<string>();

  constructor(files: Files, encoded: ReadEncoded, manifests: Manifests, traces: DependencyTracker) {
    this.#files = files;
    this.#encoded = encoded;
    this.#manifests = manifests;
    this.#traces = traces;
  }

  /** To be called after every change of a file or setting. */
  changed(): void {
    this.#former.clear();
    this.#changed.clear();
    this.#sources.invalidate();
  }

  /** To be called instead where a document that was open before has another text. */
  textChanged(uri: string): void {
    for (const [root, sources] of this.#sources.entries()) if (sources) this.#former.set(root, sources);
    this.#changed.add(uri);
    this.#sources.invalidate();
  }

  /** The files of a root, parsed; undefined when it has no WIT. */
  sources(root: string): Root | undefined {
    return this.#sources.get(root);
  }

  /** The cached root, updated with the texts that changed since. */
  #refreshed(root: string): Root | undefined {
    const stale = this.#former.get(root);
    const known = this.#remembered.get(root);
    if (!stale || !known) return undefined;
    const changed = new Set([...this.#changed].filter((uri) => this.#traces.isIn(known.trace, uri)));
    if (changed.size === 0) return stale;
    const sources = refreshed(stale, changed, (uri) => this.#files.parsed(uri));
    if (sources) this.#remembered.set(root, { ...known, stamp: this.#traces.lastChange(known.trace) });
    return sources;
  }

  #recorded(root: string): Root | undefined {
    const { result, trace } = this.#traces.record(() => this.#read(root));
    const dependencyFiles = filesOf(result?.dependencies ?? []);
    this.#remembered.set(root, { trace, stamp: this.#traces.lastChange(trace), dependencyFiles });
    return result;
  }

  /** `Snapshot.stamp`. Undefined for roots that have not been read. */
  stamp(root: string): number | undefined {
    const known = this.#remembered.get(root);
    return known && this.#traces.lastChange(known.trace);
  }

  #read(root: string): Root | undefined {
    const read = (uri: string) => this.#files.parsed(uri);
    if (isEncoded(root) || read(root)) return fileRoot(read, root, this.#encoded);
    const found = directoryRoot(this.#files, read, root, this.#encoded);
    const reader = { fs: this.#files, read, encoded: this.#encoded, manifests: this.#manifests };
    return found && withManifestDependencies(found, root, reader);
  }

  /** The files of the packages that a root depends on. */
  dependencyFiles(root: string): readonly string[] {
    const known = this.#remembered.get(root);
    if (known !== undefined && known.stamp === this.#traces.lastChange(known.trace))
      return known.dependencyFiles;
    return filesOf(this.sources(root)?.dependencies ?? []);
  }

  /** The roots that have a file among the packages they depend on. */
  *dependents(uri: string): Iterable<string> {
    for (const [root, { dependencyFiles }] of this.#remembered) if (dependencyFiles.includes(uri)) yield root;
  }

  /** Whether a root may contain a matching name, as far as is known without reading it again. */
  mayContainName(root: string, matches: (name: string) => boolean): boolean {
    const known = this.#remembered.get(root);
    if (known?.names === undefined || known.stamp !== this.#traces.lastChange(known.trace)) return true;
    return known.names.split(' ').some(matches);
  }

  /** Evicts the files of a root. @param names defined in it, separated by spaces */
  forget(root: string, names: string): void {
    const remembered = this.#remembered.get(root);
    if (remembered) this.#remembered.set(root, { ...remembered, names });
    this.#former.delete(root);
    this.#sources.delete(root);
  }
}

function filesOf(groups: readonly SourceGroup[]): readonly string[] {
  return groups.flatMap(({ files }) => files.map(({ uri }) => uri));
}
