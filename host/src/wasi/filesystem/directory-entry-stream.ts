import type { Dirent } from 'node:fs';
import { text } from './resolve.ts';
import { typeOf } from './stat.ts';

/** wasi:filesystem/types.directory-entry-stream */
export class DirectoryEntryStream {
  readonly #entries: readonly Dirent<Buffer>[];
  #next = 0;

  constructor(entries: readonly Dirent<Buffer>[]) {
    this.#entries = entries;
  }

  readDirectoryEntry(): { type: string; name: string } | undefined {
    const entry = this.#entries[this.#next++];
    return entry && { type: typeOf(entry), name: text(entry.name) };
  }
}
