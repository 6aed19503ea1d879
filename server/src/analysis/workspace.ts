import type { LineIndex } from '../base/line-index.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { newCounters, type Counters } from './counters.ts';
import { Documents } from './documents.ts';
import { Superseded } from './scheduler.ts';
import type { Snapshot } from './snapshot.ts';

/** The gates of `@unstable` that are on. */
export type Features = readonly string[] | 'all';

/** Everything the server knows: folders, documents, settings. It changes by its methods alone, and each change starts a new revision. */
export class Workspace {
  readonly counters: Counters = newCounters();
  readonly #documents: Documents;
  readonly #versions = new Map<string, number>();
  #folders: readonly string[] = [];
  #features: Features = [];
  #revision = 0;
  #snapshot: Snapshot | undefined;
  #listener: () => void = () => {};

  constructor(files: FileSystem) {
    this.#documents = new Documents(files, this.counters);
  }

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  open(uri: string, text: string, version: number): void {
    // What was edited last is checked first.
    this.#versions.delete(uri);
    this.#versions.set(uri, version);
    this.#documents.set(uri, text);
    this.#changed();
  }

  close(uri: string): void {
    this.#versions.delete(uri);
    this.#documents.close(uri);
    this.#changed();
  }

  changedOnDisk(changes: readonly { readonly uri: string }[]): void {
    for (const { uri } of changes) this.#documents.changedOnDisk(uri);
    this.#changed();
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.#folders = [...this.#folders.filter((uri) => !removed.includes(uri)), ...added];
    this.#changed();
  }

  setFeatures(features: Features): void {
    this.#features = features;
    this.#changed();
  }

  /** Of an open document. */
  version(uri: string): number | undefined {
    return this.#versions.get(uri);
  }

  /** The text that the next edits count in. */
  openText(uri: string): { text: string; lines: LineIndex | undefined } {
    return { text: this.#documents.text(uri) ?? '', lines: this.#documents.lines(uri) };
  }

  snapshot(): Snapshot {
    return (this.#snapshot ??= this.#snapshotOf(this.#revision));
  }

  *filesToCheck(): Iterable<string> {
    yield* [...this.#versions.keys()].reverse();
  }

  #changed(): void {
    this.#revision += 1;
    this.#snapshot = undefined;
    this.#listener();
  }

  #snapshotOf(revision: number): Snapshot {
    const fresh = <T>(value: () => T): T => {
      if (revision !== this.#revision) throw new Superseded();
      return value();
    };
    return {
      file: (uri) => fresh(() => this.#documents.file(uri)),
      lines: (uri) => fresh(() => this.#documents.lines(uri)),
    };
  }
}
