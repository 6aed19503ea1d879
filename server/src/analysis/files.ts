import { LineIndex } from '../base/line-index.ts';
import { folderOf, isInside, join, nameOf } from '../base/uri-paths.ts';
import { firstInvalidByte } from '../base/utf8.ts';
import { isDecoded } from '../packages/encoded.ts';
import type { DirectoryEntry, FileSystem } from '../packages/file-system.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import type { Counters } from './counters.ts';
import { SameTexts } from './same-texts.ts';
import type { DependencyTracker } from './dependency-tracker.ts';

export interface DiskChange {
  readonly uri: string;
  /** Whether the file changed, or was created or deleted. */
  readonly kind: 'content' | 'existence';
}

interface Document {
  text: string;
  /** The previous result of parsing the file, until `parsed` matches `text`. */
  readonly previous: ParsedFile | undefined;
  parsed: ParsedFile | undefined;
  lines: LineIndex | undefined;
  /** Whether it has a U+FFFD, which replaces bytes that are not UTF-8; almost no text has one. */
  hasReplacementCharacter: boolean | undefined;
}

export interface InvalidByte {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly offset: number;
}

/**
 * The files of the workspace: a document in the editor hides the file on disk. Files and folders are read on demand,
 * and once for each change.
 */
export class Files implements FileSystem {
  readonly #disk: FileSystem;
  readonly #counters: Counters;
  readonly #open = new Map<string, Document>();
  readonly #closed = new Map<string, Document | undefined>();
  /** The decoded texts of encoded files, which editors show. */
  readonly #decoded = new Map<string, Document>();
  readonly #folders = new Map<string, readonly DirectoryEntry[]>();

  readonly #traces: DependencyTracker;
  readonly #sameTexts = new SameTexts();

  constructor(disk: FileSystem, counters: Counters, traces: DependencyTracker) {
    this.#disk = disk;
    this.#counters = counters;
    this.#traces = traces;
  }

  get scheme(): string {
    return this.#disk.scheme ?? 'file';
  }

  /** Opens a document, or gives an open one a new text. */
  set(uri: string, text: string): void {
    if (isDecoded(uri)) return;
    const old = this.#find(uri);
    this.#open.set(uri, document(text, old?.parsed ?? old?.previous));
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.#closed.delete(uri);
  }

  contentChanged(uri: string): void {
    this.#closed.delete(uri);
  }

  /**
   * A file or folder was created, or deleted with its contents.
   *
   * @returns the folders whose entries changed: those above may have been created or deleted with it. Undefined when a
   * folder was created or deleted whose contents are unknown.
   */
  existenceChanged(uri: string): readonly string[] | undefined {
    const changed = [];
    const wasFile = this.#wasFile(uri);
    for (let folder = folderOf(uri), isSame = false; folder !== '' && !isSame; folder = folderOf(folder)) {
      const before = this.#folders.get(folder) ?? [];
      this.#folders.delete(folder);
      isSame = before.length > 0 && this.#entries(folder).length > 0;
      changed.push(folder);
    }
    this.#closed.delete(uri);
    this.#folders.delete(uri);
    const isFolder = this.#disk.readDirectory(uri).length > 0;
    // A search through all known files would be slow for a branch switch.
    if (wasFile && !isFolder) return changed;
    return this.#forgetInside(uri) || isFolder ? undefined : changed;
  }

  /**
   * Whether a path is or was a relevant folder: one that was listed, or that contains one that was, or that was created
   * in a listed folder, or there in folders that were created without contents.
   */
  isRelevantFolder(uri: string): boolean {
    if (this.#folders.has(uri)) return true;
    let child = uri;
    while (folderOf(child) !== '' && !this.#folders.has(folderOf(child))) child = folderOf(child);
    const beside = this.#folders.get(folderOf(child));
    if (beside === undefined) return false;
    const wasFolder = beside.some((one) => one.kind === 'directory' && one.name === nameOf(child));
    if (wasFolder) return child === uri;
    return this.#disk.readDirectory(uri).length > 0;
  }

  /** Changes on disk that a client did not report. */
  unreportedChanges(): readonly DiskChange[] {
    const contents = [...this.#closed].filter(([uri, known]) => this.#disk.readText(uri) !== known?.text);
    const names = [...this.#folders].flatMap(([folder, before]) => {
      const now = this.#disk.readDirectory(folder);
      const gone = before.filter(({ name }) => !now.some((one) => one.name === name));
      const come = now.filter(({ name }) => !before.some((one) => one.name === name));
      return [...gone, ...come].map(({ name }) => join(folder, name));
    });
    return [
      ...names.map((uri) => ({ uri, kind: 'existence' as const })),
      ...contents.map(([uri]) => ({ uri, kind: 'content' as const })),
    ];
  }

  /** Whether it is known that something was a file, or was not there. */
  #wasFile(uri: string): boolean {
    const beside = this.#folders.get(folderOf(uri));
    const name = nameOf(uri);
    return beside !== undefined && beside.find((one) => one.name === name)?.kind !== 'directory';
  }

  /** The folders that hold other names when a document is opened or closed: up to the first that is on disk. */
  foldersShowing(uri: string): readonly string[] {
    const folders = [];
    for (
      let [child, folder] = [uri, folderOf(uri)];
      folder !== '';
      [child, folder] = [folder, folderOf(folder)]
    ) {
      folders.push(folder);
      if (this.#entries(folder).some(({ name }) => name === nameOf(child))) break;
    }
    return folders;
  }

  /** @returns whether anything inside was known */
  #forgetInside(uri: string): boolean {
    let wasFolder = false;
    for (const table of [this.#closed, this.#folders]) {
      for (const key of table.keys()) {
        if (!isInside(key, uri)) continue;
        table.delete(key);
        wasFolder = true;
      }
    }
    return wasFolder;
  }

  /** Gives a decoded document a text, or none any more. */
  setDecoded(uri: string, text: string | undefined): void {
    const old = this.#decoded.get(uri);
    if (text === undefined) this.#decoded.delete(uri);
    else if (old?.text !== text) this.#decoded.set(uri, document(text, old?.parsed ?? old?.previous));
  }

  /** Evicts the data of a file that is not open. */
  forget(uri: string): void {
    this.#closed.delete(uri);
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  parsed(uri: string): ParsedFile | undefined {
    const found = this.#find(uri);
    if (found === undefined) return undefined;
    return (found.parsed ??= this.#parse(uri, found));
  }

  #parse(uri: string, found: Document): ParsedFile {
    this.#counters.parsed += 1;
    if (found.previous) return parse(uri, found.text, found.previous);
    const parsed = this.#sameTexts.parse(uri, found.text);
    // Of equal texts one is enough.
    found.text = parsed.tokens.text;
    return parsed;
  }

  lines(uri: string): LineIndex | undefined {
    const found = this.#find(uri);
    return found && (found.lines ??= new LineIndex(found.text));
  }

  readText(uri: string): string | undefined {
    return this.#find(uri)?.text;
  }

  /**
   * Offset of the first byte of a file on disk that is not UTF-8, and its position in the text (UTF-16). Undefined if
   * there is none, or a document has another text by now.
   */
  invalidByte(uri: string): InvalidByte | undefined {
    const found = this.#find(uri);
    if (!found || !(found.hasReplacementCharacter ??= found.text.includes('\u{fffd}'))) return undefined;
    const bytes = this.#disk.readBytes(uri);
    const at = bytes && firstInvalidByte(bytes);
    if (bytes === undefined || at === undefined || decode(bytes) !== found.text) return undefined;
    return { bytes, at, offset: decode(bytes.subarray(0, at)).length };
  }

  readBytes(uri: string): Uint8Array | undefined {
    return this.#disk.readBytes(uri);
  }

  /** New documents that are not saved yet are there as well, and the folders that lead to them. */
  readDirectory(folder: string): readonly DirectoryEntry[] {
    const onDisk = this.#entries(folder);
    const unsaved = this.#openIn(folder).filter((one) => !onDisk.some(({ name }) => name === one.name));
    // The same array for the same folder, since facts about it are memoised by its identity.
    return unsaved.length === 0 ? onDisk : [...onDisk, ...unsaved];
  }

  /** The open files in a folder, each name once. */
  #openIn(folder: string): readonly DirectoryEntry[] {
    const names = new Map<string, DirectoryEntry['kind']>();
    for (const uri of this.#open.keys()) {
      if (!isInside(uri, folder)) continue;
      const end = uri.indexOf('/', folder.length + 1);
      names.set(nameOf(end < 0 ? uri : uri.slice(0, end)), end < 0 ? 'file' : 'directory');
    }
    return [...names].map(([name, kind]) => ({ name, kind }));
  }

  #entries(folder: string): readonly DirectoryEntry[] {
    this.#traces.track(folder);
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const entries = this.#disk.readDirectory(folder);
    this.#folders.set(folder, entries);
    return entries;
  }

  #find(uri: string): Document | undefined {
    this.#traces.track(uri);
    if (isDecoded(uri)) return this.#decoded.get(uri);
    const open = this.#open.get(uri);
    if (open !== undefined) return open;
    if (!this.#closed.has(uri)) {
      const text = this.#disk.readText(uri);
      this.#closed.set(uri, text === undefined ? undefined : document(text, undefined));
    }
    return this.#closed.get(uri);
  }
}

/** As `readText` of a file system does it: a byte order mark stays. */
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

function document(text: string, previous: ParsedFile | undefined): Document {
  return { text, previous, parsed: undefined, lines: undefined, hasReplacementCharacter: undefined };
}
