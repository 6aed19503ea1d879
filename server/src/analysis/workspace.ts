import { folderOf } from '../base/uri-paths.ts';
import { type Decode, isEncoded, type ReadEncoded, type Refusal } from '../packages/encoded.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { noKnownPackages } from '../packages/known-packages.ts';
import { Manifests } from '../packages/manifests/manifests.ts';
import { isManifest } from '../packages/manifests/read-manifest.ts';
import type { Tools } from '../check/rule.ts';
import type { Composer } from '../compositions/composer.ts';
import { planKind } from '../compositions/kind.ts';
import { Compositions } from './compositions/compositions.ts';
import { newCounters, type Counters } from './counters.ts';
import { EncodedPackages } from './encoded-packages.ts';
import { type DiskChange, Files } from './files.ts';
import { RootPlaces } from './root-places.ts';
import { RootSources } from './root-sources.ts';
import { CACHE_LIMIT, Roots } from './roots.ts';
import { Superseded } from './scheduler.ts';
import type { Snapshot } from './snapshot.ts';
import { CheckQueue } from './check-queue.ts';
import { DependencyTracker } from './dependency-tracker.ts';

/**
 * The state of the server: folders, documents, settings. It changes only through its methods; each change
 * starts a new revision and notifies the listener.
 */
export class Workspace {
  readonly counters: Counters = newCounters();
  readonly compositions: Compositions;
  readonly #traces = new DependencyTracker();
  readonly #disk: FileSystem;
  readonly #files: Files;
  readonly #encoded: EncodedPackages;
  readonly #places: RootPlaces;
  readonly #sources: RootSources;
  readonly #roots: Roots;
  /** Versions of the open documents, the most recently edited last. */
  readonly #versions = new Map<string, number>();
  #folders: readonly string[] = [];
  #components = true;
  #tools: Tools = '0.263';
  #revision = 0;
  #snapshot: Snapshot | undefined;
  #listener: () => void = () => {};
  #decodedListener: (uri: string) => void = () => {};

  /**
   * @param known the packages that are known without being in the workspace
   * @param decode reads packages in the binary format; without it they are not read
   * @param composer reads and connects components; without it compositions are checked without them
   * @param mostKept the size of resolved closed packages to retain, in UTF-16 units of text
   */
  constructor(
    disk: FileSystem,
    known = noKnownPackages,
    decode?: Decode,
    mostKept = CACHE_LIMIT,
    composer?: Composer,
  ) {
    this.#disk = disk;
    this.#files = new Files(disk, this.counters, this.#traces);
    this.#encoded = new EncodedPackages(disk, decode, this.counters, (uri, text) => {
      if (this.#files.readText(uri) === text) return;
      this.#files.setDecoded(uri, text);
      this.#decodedListener(uri);
    });
    this.#encoded.onDecoded(() => this.#everythingChanged());
    const encoded: ReadEncoded = (folder, uris) => this.#encoded.read(folder, uris);
    this.compositions = new Compositions(disk, this.#files, known, composer, () => this.#advance([]));
    const manifests = new Manifests(this.#files);
    this.#places = new RootPlaces(this.#files, manifests);
    this.#sources = new RootSources(this.#files, encoded, manifests, this.#traces);
    this.#roots = new Roots(this.#files, this.#sources, this.counters, known, mostKept);
  }

  /** Incremented by every change. */
  get revision(): number {
    return this.#revision;
  }

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  /** @param listener is called for each document whose text comes from an encoded file, when it changes */
  onDecoded(listener: (uri: string) => void): void {
    this.#decodedListener = listener;
  }

  /** The reason why an encoded file is not read; undefined if it is, or was not requested. */
  refusalOf(uri: string): Refusal | undefined {
    return this.#encoded.refusalOf(uri);
  }

  /** Resolves when all requested encoded files are read. */
  settled(): Promise<void> {
    return this.#encoded.settled();
  }

  /** Opens a document, or replaces the text of an open one. */
  open(uri: string, text: string, version: number): void {
    // A new document may add a name to its folder.
    const isNew = !this.#versions.delete(uri);
    this.#versions.set(uri, version);
    this.#files.set(uri, text);
    if (isNew) this.#changed([uri, ...this.#files.foldersShowing(uri)]);
    else if (isManifest(uri)) this.#changed([uri]);
    else if (planKind(uri)) this.#planChanged(uri);
    else this.#textChanged(uri);
  }

  close(uri: string): void {
    this.#versions.delete(uri);
    this.#files.close(uri);
    this.#changed([uri, ...this.#files.foldersShowing(uri)]);
  }

  /** Events of files that belong to no package are ignored. */
  changedOnDisk(changes: readonly DiskChange[]): void {
    const concernsPlans = changes.map(({ uri }) => this.compositions.changed(uri)).includes(true);
    const news = changes.filter(({ uri, kind: what }) => this.#concerns(uri, what));
    if (news.length === 0) return concernsPlans ? this.#advance([]) : undefined;
    const all = news.map((change) => this.#changedOnDisk(change));
    if (all.some((changed) => changed === undefined)) this.#everythingChanged();
    else this.#changed(all.flatMap((changed) => changed ?? []));
  }

  /** Checks the disk for changes that the client did not report. */
  revalidate(): void {
    this.compositions.revalidate();
    this.changedOnDisk([...this.#files.unreportedChanges(), ...this.#encoded.unreportedChanges()]);
  }

  #concerns(uri: string, what: DiskChange['kind']): boolean {
    if (uri.endsWith('.wit') || isEncoded(uri) || isManifest(uri) || planKind(uri)) return true;
    return what === 'existence' && this.#files.isRelevantFolder(uri);
  }

  /** @returns the changed URIs; undefined if anything may have changed */
  #changedOnDisk({ uri, kind: what }: DiskChange): readonly string[] | undefined {
    this.#encoded.changed(uri);
    if (what === 'existence') {
      const folders = this.#files.existenceChanged(uri);
      return folders && [uri, ...folders];
    }
    this.#files.contentChanged(uri);
    // Encoded files are tracked by their folder.
    return isEncoded(uri) ? [uri, folderOf(uri)] : [uri];
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.#folders = [...this.#folders.filter((uri) => !removed.includes(uri)), ...added];
    this.#changed([]);
  }

  /** @param features the enabled `@unstable` features */
  setFeatures(features: readonly string[] | 'all'): void {
    this.#roots.setFeatures(features === 'all' || features.includes('all') ? 'all' : new Set(features));
    this.#everythingChanged();
  }

  /** @param wanted whether the WIT is compiled to components; true by default */
  setComponents(wanted: boolean): void {
    if (this.#components === wanted) return;
    this.#components = wanted;
    this.#everythingChanged();
  }

  /** @param tools the tools whose verdicts are reported; by default the newest */
  setTools(tools: Tools): void {
    if (this.#tools === tools) return;
    this.#tools = tools;
    this.#everythingChanged();
  }

  /** Of an open document. */
  version(uri: string): number | undefined {
    return this.#versions.get(uri);
  }

  /** The text of an open document, or of the file on disk; empty if there is none. */
  openText(uri: string): string {
    return this.#files.readText(uri) ?? '';
  }

  /** A snapshot in which a file, or a folder with its `deps`, is a package of its own, regardless of its surroundings. */
  snapshotOf(uri: string): Snapshot {
    this.#places.markStandalone(uri);
    return this.snapshot();
  }

  snapshot(): Snapshot {
    return (this.#snapshot ??= this.#snapshotAt(this.#revision));
  }

  /** See `CheckQueue.filesToCheck`. */
  filesToCheck(): Iterable<string | undefined> {
    return this.#survey().filesToCheck();
  }

  #survey(): CheckQueue {
    return new CheckQueue(
      this.#files,
      this.#places,
      this.#sources,
      [...this.#versions.keys()],
      this.#folders,
    );
  }

  #rootsWith(uri: string): readonly string[] {
    return [...new Set([this.#places.rootOf(uri), ...this.#sources.dependents(uri)])];
  }

  #everythingChanged(): void {
    this.#traces.invalidateAll(this.#revision + 1);
    this.#changed([]);
  }

  /** WAC documents use the packages of the composition.toml beside them. */
  #planChanged(uri: string): void {
    this.compositions.changed(uri);
    this.#advance([uri]);
  }

  #textChanged(uri: string): void {
    this.#sources.textChanged(uri);
    this.#roots.changed();
    this.#advance([uri]);
  }

  /** @param uris changed files, and folders with added or removed names */
  #changed(uris: readonly string[]): void {
    this.#places.changed();
    this.#sources.changed();
    this.#roots.changed();
    this.#advance(uris);
  }

  #advance(uris: readonly string[]): void {
    this.#revision += 1;
    for (const uri of uris) this.#traces.invalidate(uri, this.#revision);
    this.#snapshot = undefined;
    this.#listener();
  }

  #snapshotAt(revision: number): Snapshot {
    const fresh = () => {
      if (revision !== this.#revision) throw new Superseded();
      return this;
    };
    const rootsOf = function* (workspace: Workspace, names: Iterable<string>) {
      for (const root of names) {
        const resolved = fresh().#roots.resolved(root);
        if (resolved !== undefined) yield resolved;
      }
    };
    return {
      file: (uri) => (planKind(uri) ? undefined : fresh().#files.parsed(uri)),
      lines: (uri) => fresh().#files.lines(uri),
      invalidByte: (uri) => fresh().#files.invalidByte(uri),
      manifest: (uri) => fresh().#places.manifest(uri),
      composition: (uri) => fresh().compositions.of(uri),
      root: (uri) => (planKind(uri) ? undefined : fresh().#roots.resolved(this.#places.rootOf(uri))),
      sources: (uri) => (planKind(uri) ? undefined : fresh().#sources.sources(this.#places.rootOf(uri))),
      // Manifests and plans have their own diagnostics in any folder.
      stamp: (uri) =>
        isManifest(uri) || planKind(uri) ? undefined : fresh().#sources.stamp(this.#places.rootOf(uri)),
      features: this.#roots.features,
      components: this.#components,
      tools: this.#tools,
      known: this.#roots.packages,
      folders: this.#folders,
      disk: this.#disk,
      rootsWith: (uri) => rootsOf(fresh(), planKind(uri) ? [] : this.#rootsWith(uri)),
      roots: () => rootsOf(fresh(), this.#survey().roots()),
      rootsNaming: (matches) =>
        rootsOf(
          fresh(),
          this.#survey().roots((root) => this.#sources.mayContainName(root, matches)),
        ),
    };
  }
}
