import { join } from '../base/uri-paths.ts';
import { planKind } from '../compositions/kind.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { isManifest } from '../packages/manifests/read-manifest.ts';
import type { RootPlaces } from './root-places.ts';
import type { RootSources } from './root-sources.ts';
import { witFolders } from './wit-folders.ts';

/** Whether a file is WIT: manifests and plans belong to no package. */
const isWit = (uri: string): boolean => !isManifest(uri) && planKind(uri) === undefined;

/** The files of the workspace in the order of checking: recently edited ones first. */
export class CheckQueue {
  readonly #files: FileSystem;
  readonly #places: RootPlaces;
  readonly #sources: RootSources;
  readonly #open: readonly string[];
  readonly #folders: readonly string[];

  /** @param open URIs of the open documents, those edited last at the end */
  constructor(
    files: FileSystem,
    places: RootPlaces,
    sources: RootSources,
    open: readonly string[],
    folders: readonly string[],
  ) {
    this.#files = files;
    this.#places = places;
    this.#sources = sources;
    this.#open = open.toReversed();
    this.#folders = folders;
  }

  /**
   * Open documents, the last edited first; then every package in the folders, and the manifests beside them; then their
   * dependencies. Yields each file once, and undefined for each step that found none, as a place to pause.
   */
  *filesToCheck(): Iterable<string | undefined> {
    const seen = new Set<string>();
    const roots = new Set<string>();
    for (const uri of this.#ownFiles()) {
      if (uri !== undefined && isWit(uri)) roots.add(this.#places.rootOf(uri));
      if (uri === undefined || !seen.has(uri)) yield uri;
      if (uri !== undefined) seen.add(uri);
    }
    for (const root of roots)
      for (const uri of this.#sources.dependencyFiles(root)) if (!seen.has(uri)) yield uri;
  }

  *roots(isWanted: (root: string) => boolean = () => true): Iterable<string> {
    const seen = new Set<string>();
    for (const uri of this.#ownFiles()) {
      if (uri === undefined || !isWit(uri)) continue;
      const root = this.#places.rootOf(uri);
      if (!seen.has(root) && isWanted(root)) yield root;
      seen.add(root);
    }
  }

  /** Without the contents of `deps`, except open documents. A file may occur twice. */
  *#ownFiles(): Iterable<string | undefined> {
    yield* this.#open;
    const wit = this.#open.filter((uri) => !planKind(uri));
    for (const uri of wit) yield* this.#places.filesBeside(uri);
    for (const uri of wit) yield* this.#manifestsOf(uri);
    for (const folder of this.#folders) {
      for (const found of witFolders(this.#files, folder)) {
        yield undefined;
        yield* this.#places.filesIn(found);
        yield* this.#plansIn(found);
      }
    }
  }

  #plansIn(folder: string): readonly string[] {
    const entries = this.#files.readDirectory(folder);
    const plans = entries.filter(({ kind, name }) => kind === 'file' && planKind(name) !== undefined);
    return plans.map(({ name }) => join(folder, name));
  }

  /** URIs of the manifests that concern the package of a file. */
  #manifestsOf(uri: string): readonly string[] {
    return (this.#sources.sources(this.#places.rootOf(uri))?.manifests ?? []).map((one) => one.uri);
  }
}
