import { ProblemError } from '../../base/problem.ts';
import { folderOf, nameOf, segmentOf } from '../../base/uri-paths.ts';
import { missingReason } from '../component-bytes.ts';
import type { FileContent } from '../graph/graph.ts';
import type { PlannedFile, PlannedFiles } from '../plan.ts';
import type { Problems } from '../problems.ts';

/** The files on disk, by URI. */
export interface Disk {
  /** Sorted by name, links followed; empty when the folder does not exist. */
  readDirectory(uri: string): readonly { readonly name: string; readonly kind: 'file' | 'directory' }[];
  /**
   * @param limit of the length, in bytes
   * @returns undefined where it cannot be read
   */
  read(uri: string, limit: number): Uint8Array | 'too-large' | undefined;
}

const MEBIBYTE = 1024 * 1024;
/** Of all files of an instance. */
const MAX_BYTES = 32 * MEBIBYTE;
const MAX_FILES = 10_000;

/**
 * Reads the files of an instance, and all below its folders. Reports `files-unreadable`, `files-conflict` and, once,
 * `files-too-large`.
 * @param uriOf the URI of a planned source
 */
export function gatherFiles(
  { entries, at }: PlannedFiles,
  uriOf: (source: string) => string,
  disk: Disk,
  problems: Problems,
): readonly FileContent[] {
  const found = new Gathered();
  for (const entry of entries) problems.attempt(() => gather(entry, uriOf(entry.source), disk, found));
  if (found.isTooLarge) problems.report(tooLarge(at));
  return found.contents;
}

class Gathered {
  readonly contents: FileContent[] = [];
  readonly #kinds = new Map<string, 'file' | 'directory'>([['', 'directory']]);
  #bytes = 0;
  isTooLarge = false;

  get room(): number {
    return MAX_BYTES - this.#bytes;
  }

  /** @returns false where there is something else */
  add(path: string, content: Uint8Array): boolean {
    if (this.#kinds.has(path) || !this.#makeDirectory(path.slice(0, Math.max(path.lastIndexOf('/'), 0))))
      return false;
    this.#kinds.set(path, 'file');
    this.#put({ path, content });
    return true;
  }

  addDirectory(path: string, isEmpty: boolean): boolean {
    if (!this.#makeDirectory(path)) return false;
    if (isEmpty && path !== '') this.#put({ path: `${path}/`, content: new Uint8Array() });
    return true;
  }

  #put(file: FileContent): void {
    this.contents.push(file);
    this.#bytes += file.content.length;
    if (this.#bytes > MAX_BYTES || this.contents.length > MAX_FILES) this.isTooLarge = true;
  }

  #makeDirectory(path: string): boolean {
    const names = path.split('/');
    const all = names.map((_, at) => names.slice(0, at + 1).join('/'));
    if (all.some((one) => this.#kinds.get(one) === 'file')) return false;
    for (const one of all) this.#kinds.set(one, 'directory');
    return true;
  }
}

/** @throws ProblemError `files-unreadable`, `files-conflict` */
function gather(entry: PlannedFile, uri: string, disk: Disk, found: Gathered): void {
  const siblings = disk.readDirectory(folderOf(uri));
  const name = nameOf(uri);
  const kind =
    siblings.find((one) => one.name === name)?.kind ?? (isFolder(uri, disk) ? 'directory' : undefined);
  if (kind === undefined)
    throw unreadable(
      entry,
      missingReason(
        name,
        siblings.map((one) => one.name),
      ),
    );
  add({ entry, disk, found }, kind, uri, entry.path);
}

/** The root of a disk, and a folder that listings leave out, are in no listing. */
const isFolder = (uri: string, disk: Disk): boolean => disk.readDirectory(uri).length > 0;

/** The source of one entry, while it is read. */
interface EntryReader {
  readonly entry: PlannedFile;
  readonly disk: Disk;
  readonly found: Gathered;
}

/** @param path where the component finds it */
function add(reader: EntryReader, kind: 'file' | 'directory', uri: string, path: string): void {
  if (kind === 'file') addFile(reader, uri, path);
  else addFolder(reader, uri, path);
}

function addFile({ entry, disk, found }: EntryReader, uri: string, path: string): void {
  if (found.isTooLarge) return;
  const content = disk.read(uri, found.room);
  if (content === undefined) throw unreadable(entry, 'the system refuses it', nameOf(uri));
  if (content === 'too-large') found.isTooLarge = true;
  else if (!found.add(path, content)) throw conflict(entry, path);
}

function addFolder(reader: EntryReader, uri: string, path: string): void {
  const { entry, disk, found } = reader;
  const inside = disk.readDirectory(uri);
  if (!found.addDirectory(path, inside.length === 0)) throw conflict(entry, path);
  for (const { name, kind } of inside) {
    if (found.isTooLarge) return;
    const below = path === '' ? name : `${path}/${name}`;
    add(reader, kind, `${uri}/${segmentOf(name)}`, below);
  }
}

function unreadable({ written, at }: PlannedFile, reason: string, name?: string): ProblemError {
  const isInside = name !== undefined && !written.endsWith(name);
  return new ProblemError({
    code: 'files-unreadable',
    message: `${isInside ? `${name} in ${written}` : written} cannot be read: ${reason}`,
    help: 'Name a file or folder; the path counts from the folder of the plan.',
    at,
  });
}

function conflict({ written, at }: PlannedFile, path: string): ProblemError {
  return new ProblemError({
    code: 'files-conflict',
    message: `two entries have /${path}, the second time from ${written}`,
    help: 'Leave one of them out, or show it under another path. A file cannot be where another entry has a folder.',
    at,
  });
}

function tooLarge(at: PlannedFiles['at']): ProblemError {
  return new ProblemError({
    code: 'files-too-large',
    message: `the files of a component have more than ${MAX_BYTES / MEBIBYTE} MiB, or are more than ${MAX_FILES}`,
    help: 'Include only the files that it needs, and grant it a folder at run time for the others.',
    at,
  });
}
