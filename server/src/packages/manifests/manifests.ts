import { once } from '../../base/once.ts';
import type { DirectoryEntry, FileSystem } from '../file-system.ts';
import type { Manifest } from './manifest.ts';
import { foldersUpFrom } from './paths.ts';
import { isManifest, readManifest } from './read-manifest.ts';

interface Known {
  readonly text: string;
  readonly manifest: Manifest;
}

/** Names of the manifests in a listing, which is looked through once: some folders have very many entries. */
const namesIn = once((entries: readonly DirectoryEntry[]): readonly string[] =>
  entries.filter(({ name, kind }) => kind === 'file' && isManifest(name)).map(({ name }) => name),
);

/** The manifests of a file system, each read once for each of its texts: the same text is the same object. */
export class Manifests {
  readonly #fs: FileSystem;
  readonly #known = new Map<string, Known>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  at(uri: string): Manifest | undefined {
    const text = this.#fs.readText(uri);
    const known = this.#known.get(uri);
    if (known !== undefined && known.text === text) return known.manifest;
    const manifest = text === undefined ? undefined : readManifest(uri, text);
    if (manifest === undefined) this.#known.delete(uri);
    else this.#known.set(uri, { text: text!, manifest });
    return manifest;
  }

  /** The manifests directly in a folder. */
  in(folder: string): readonly Manifest[] {
    return this.#names(folder).flatMap((name) => this.at(`${folder}/${name}`) ?? []);
  }

  /** The one of this name in the innermost folder that has one, from a folder upwards. */
  nearest(folder: string, name: string): Manifest | undefined {
    for (const one of foldersUpFrom(folder))
      if (this.#names(one).includes(name)) return this.at(`${one}/${name}`);
    return undefined;
  }

  /** Whether a manifest of a folder above says that this one holds the WIT of a project. */
  isWitFolder(folder: string): boolean {
    for (const one of foldersUpFrom(folder))
      if (this.in(one).some(({ witFolders }) => witFolders.includes(folder))) return true;
    return false;
  }

  #names(folder: string): readonly string[] {
    return namesIn(this.#fs.readDirectory(folder));
  }
}
