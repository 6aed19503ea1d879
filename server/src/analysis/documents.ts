import { LineIndex } from '../base/line-index.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import type { Counters } from './counters.ts';

interface Document {
  readonly text: string;
  /** What was read of the file last time, until `parsed` belongs to `text`. */
  readonly previous: ParsedFile | undefined;
  parsed: ParsedFile | undefined;
  lines: LineIndex | undefined;
}

/**
 * The texts of all files: what the editor has open hides what is on disk. Files are read and parsed when
 * they are asked for, and once for each change.
 */
export class Documents {
  readonly #disk: FileSystem;
  readonly #counters: Counters;
  readonly #open = new Map<string, Document>();
  readonly #closed = new Map<string, Document | undefined>();

  constructor(disk: FileSystem, counters: Counters) {
    this.#disk = disk;
    this.#counters = counters;
  }

  /** Opens a document, or gives an open one a new text. */
  set(uri: string, text: string): void {
    const old = this.#find(uri);
    this.#open.set(uri, document(text, old?.parsed ?? old?.previous));
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.#closed.delete(uri);
  }

  /** The file on disk came, changed or went. */
  changedOnDisk(uri: string): void {
    this.#closed.delete(uri);
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  get openUris(): Iterable<string> {
    return this.#open.keys();
  }

  text(uri: string): string | undefined {
    return this.#find(uri)?.text;
  }

  file(uri: string): ParsedFile | undefined {
    const found = this.#find(uri);
    if (found === undefined) return undefined;
    if (found.parsed === undefined) this.#counters.parsed += 1;
    return (found.parsed ??= parse(uri, found.text, found.previous));
  }

  lines(uri: string): LineIndex | undefined {
    const found = this.#find(uri);
    return found && (found.lines ??= new LineIndex(found.text));
  }

  #find(uri: string): Document | undefined {
    const open = this.#open.get(uri);
    if (open !== undefined) return open;
    if (!this.#closed.has(uri)) {
      const text = this.#disk.readText(uri);
      this.#closed.set(uri, text === undefined ? undefined : document(text, undefined));
    }
    return this.#closed.get(uri);
  }
}

function document(text: string, previous: ParsedFile | undefined): Document {
  return { text, previous, parsed: undefined, lines: undefined };
}
