import { folderOf, isInside } from '../base/uri-paths.ts';
import { encodedFile, isDecoded } from '../packages/encoded.ts';
import { type FileSystem, isInFolder } from '../packages/file-system.ts';
import { rootDirectoryOf, witFilesIn } from '../packages/find-root.ts';
import type { Manifest } from '../packages/manifests/manifest.ts';
import type { Manifests } from '../packages/manifests/manifests.ts';
import { isWitDeps } from '../packages/manifests/read-manifest.ts';
import { QueryCache } from './query-cache.ts';

/** The roots: the one that a file belongs to, and the files of one. */
export class RootPlaces {
  readonly #files: FileSystem;
  readonly #manifests: Manifests;
  readonly #alone = new Set<string>();
  /** Cached since the last change of their dependencies, as each file of a sweep asks several times. */
  readonly #roots = new QueryCache((uri: string) => this.#find(uri));

  constructor(files: FileSystem, manifests: Manifests) {
    this.#files = files;
    this.#manifests = manifests;
  }

  /** From now on a file, or a folder with its contents, is a package by itself. */
  markStandalone(uri: string): void {
    if (!this.#alone.has(uri)) this.changed();
    this.#alone.add(uri);
  }

  /** To be called after every change, but that of the text of an open WIT document. */
  changed(): void {
    this.#roots.invalidate();
  }

  /** The folder that a file is resolved with; a file that is in no folder, such as an untitled one, is its own. */
  rootOf(uri: string): string {
    return this.#roots.get(uri);
  }

  #find(uri: string): string {
    const alone = [...this.#alone].find((one) => uri === one || isInside(uri, one));
    if (alone !== undefined) return alone;
    if (isDecoded(uri)) return this.#rootOfEncoded(encodedFile(uri));
    if (!isInFolder(this.#files, uri)) return uri;
    const found = rootDirectoryOf(this.#files, uri);
    const directory = folderOf(uri);
    // A project's own WIT may be in a folder that resembles the `deps` of another one.
    return found !== directory && this.#manifests.isWitFolder(directory) ? directory : found;
  }

  /** A file in the binary format outside of `deps` is a package by itself. */
  #rootOfEncoded(file: string): string {
    const root = this.rootOf(file);
    return root === folderOf(file) ? file : root;
  }

  manifest(uri: string): Manifest | undefined {
    return this.#manifests.at(uri);
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
}
