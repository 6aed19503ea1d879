import { folderOf, isInside, nameOf } from '../base/uri-paths.ts';
import type { DirectoryEntry, FileSystem } from '../packages/file-system.ts';

/** The files of a workspace where there is no disk: those that the editor sent. URIs are normalized. */
export class MemoryFiles implements FileSystem {
  readonly scheme: string;
  readonly #files = new Map<string, Uint8Array>();
  /** The names in each folder, by the folder's URI. */
  readonly #folders = new Map<string, Map<string, DirectoryEntry>>();

  constructor(scheme: string) {
    this.scheme = scheme;
  }

  /** Adds a file with the folders above it, or replaces its content. */
  set(uri: string, bytes: Uint8Array): void {
    this.#files.set(uri, bytes);
    this.#enter(uri, 'file');
  }

  /** Removes a file, or a folder with all that is in it, and the folders above that are empty then. */
  delete(uri: string): void {
    const below = [...this.#files.keys()].filter((file) => isInside(file, uri));
    for (const file of this.#files.has(uri) ? [uri, ...below] : below) {
      this.#files.delete(file);
      this.#leave(file);
    }
  }

  readText(uri: string): string | undefined {
    const bytes = this.#files.get(uri);
    return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }

  readBytes(uri: string): Uint8Array | undefined {
    return this.#files.get(uri);
  }

  readDirectory(uri: string): readonly DirectoryEntry[] {
    const entries = [...(this.#folders.get(uri)?.values() ?? [])];
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #enter(uri: string, kind: DirectoryEntry['kind']): void {
    const folder = folderOf(uri);
    const name = nameOf(uri);
    if (folder === '' || this.#folders.get(folder)?.has(name)) return;
    const entries = this.#folders.get(folder) ?? new Map<string, DirectoryEntry>();
    this.#folders.set(folder, entries.set(name, { name, kind }));
    this.#enter(folder, 'directory');
  }

  #leave(uri: string): void {
    const folder = folderOf(uri);
    const entries = this.#folders.get(folder);
    if (!entries?.delete(nameOf(uri)) || entries.size > 0) return;
    this.#folders.delete(folder);
    this.#leave(folder);
  }
}
